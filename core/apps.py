from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Core")

    def ready(self):
        from . import append_only, checks, copies, forms, picture_files, shell  # noqa: F401
        from .gallery import own  # noqa: F401

        post_migrate.connect(append_only.install, dispatch_uid="append_only")
        copies.connect()
        forms.connect()
        picture_files.connect()
        shell.connect()
