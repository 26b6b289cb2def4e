from datetime import timedelta

from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core.languages import active_language
from follow.querysets import FollowerQuerySet, FollowingQuerySet

UNCONFIRMED_FOR = timedelta(days=7)
"""So long an address that nobody confirmed is kept."""


def new_key():
    return get_random_string(40)


class Follower(models.Model):
    """An address that wants mail when something changes: nothing else is kept about whose it is.

    The address is encrypted, and found by its digest (`core.sealing`).
    """

    class Frequency(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")

    digest = models.CharField(_("digest of the address"), max_length=64, unique=True, editable=False)
    sealed = models.TextField(_("encrypted address"), editable=False)
    language = models.CharField(_("language"), max_length=10, default=active_language)
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency, default=Frequency.WEEKLY)
    key = models.CharField(_("key of the links in mails"), max_length=40, unique=True, default=new_key, editable=False)
    told_until = models.DateTimeField(
        _("told until"), null=True, editable=False, help_text=_("What changed up to this moment was told.")
    )

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class Following(models.Model):
    """What an address follows; it counts once the address confirmed it."""

    follower = models.ForeignKey(
        Follower, on_delete=models.CASCADE, related_name="followings", verbose_name=_("follower")
    )
    kind = models.CharField(_("kind"), max_length=30, help_text=_("A kind of subject: see core.changes."))
    code = models.CharField(_("code"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("following")
        verbose_name_plural = _("followings")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["follower", "kind", "code"], name="following_once")]

    def __str__(self):
        return f"{self.kind}/{self.code}"
