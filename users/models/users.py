from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


def default_language():
    return settings.LANGUAGE_CODE


def languages():
    return settings.LANGUAGES


class User(AbstractUser):
    """Somebody who logs in."""

    language = models.CharField(
        _("language"),
        max_length=10,
        choices=languages,
        default=default_language,
        help_text=_("The language of the administration and of the mails this person gets."),
    )
    service = models.ForeignKey(
        "users.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("service"),
        help_text=_("The office this person works for. It decides whose status reports they may approve."),
    )

    def works_for(self, government_id):
        """Whether this person's service belongs to that government."""
        return bool(government_id and self.service and self.service.government_id == government_id)
