from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial work")

    def ready(self):
        from . import content_checks, keepers, localize, mails, notices, pairing, panels, refused, roles, routes

        localize.apply()
        panels.apply()
        _let_forms_refuse(content_checks.errors_of)
        roles.tell_assurance()
        post_migrate.connect(roles.after_migrate, sender=self, dispatch_uid="roles")
        routes.apply()
        refused.apply()
        keepers.connect()
        mails.connect()
        notices.connect()
        pairing.connect()
        post_migrate.connect(pairing.pair_every_page, dispatch_uid="pair_every_page")


def _let_forms_refuse(check):
    from core.forms import PageForm

    if check not in PageForm.checks:
        PageForm.checks.append(check)
