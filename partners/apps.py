from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core import space_menu


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")

    def ready(self):
        from . import changes, keeping  # noqa: F401
        from .lineage import circles
        from .moderation import own
        from .profile import contacts
        from .space import waiting  # noqa: F401

        space_menu.add(order=10, url_name="space:home", label=_("My space"))
        space_menu.add(order=90, url_name="space:data", label=_("My data"))
        contacts.connect()
        own.register_all()
        post_migrate.connect(circles.install, sender=self, dispatch_uid="no_circles")
