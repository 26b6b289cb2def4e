from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def languages():
    return settings.LANGUAGES


class Request(models.Model):
    """What somebody outside the secretariat asks for, until a moderator accepts it or sends it back."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMING = "confirming", _("Waits for partners")
        SUBMITTED = "submitted", _("Waits for the secretariat")
        RETURNED = "returned", _("Sent back")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(
        _("language"), max_length=10, choices=languages, help_text=_("In which it was written, and is answered.")
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "confirming", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="%(class)s_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "accepted"]) | Q(decided_at__isnull=False),
                name="%(class)s_was_decided",
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(reason=""), name="%(class)s_returned_with_why"),
        ]

    @property
    def is_editable(self):
        return self.state in {self.State.DRAFT, self.State.RETURNED}


class Typed(models.Model):
    """What was typed so far, exactly as typed; a newer text is never overwritten unseen."""

    typed = models.JSONField(_("what was typed"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=0)
    saved_at = models.DateTimeField(_("saved at"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )

    class Meta:
        abstract = True
