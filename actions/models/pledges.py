from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from actions.querysets import PledgeQuerySet
from core.languages import complete_when_public, localized_value
from core.models import NamedRecord
from core.validators import validate_plausible_day
from partners.models.requests import Request, Typed

from .commitments import Commitment


class Pledge(NamedRecord):
    """A voluntary promise of partners as readers know it; the commitment behind it is what the reports are about."""

    commitment = models.OneToOneField(
        Commitment,
        on_delete=models.PROTECT,
        related_name="pledge",
        limit_choices_to={"kind": "pledge"},
        verbose_name=_("commitment"),
    )
    measure = models.TextField(
        _("how it is measured"), blank=True, help_text=_("By what everybody can see that the promise was kept.")
    )
    announced_on = models.DateField(_("announced on"), null=True, blank=True, validators=[validate_plausible_day])

    objects = PledgeQuerySet.as_manager()

    search_fields = [*NamedRecord.search_fields, index.SearchField("measure")]

    class Meta(NamedRecord.Meta):
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["-announced_on", "code"]
        constraints = [
            *complete_when_public("pledge", "name"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(announced_on__isnull=False), name="pledge_announced_when_public"
            ),
        ]

    def clean(self):
        super().clean()
        if self.commitment_id and self.commitment.kind != Commitment.Kind.PLEDGE:
            raise ValidationError({"commitment": _("This is the commitment of an authority, not a pledge.")})
        if self.is_public and not self.announced_on:
            raise ValidationError({"announced_on": _("A public pledge has a day on which it was announced.")})

    @property
    def is_shown(self):
        return super().is_shown and self.commitment.is_shown

    @property
    def organisation(self):
        """The one that leads it."""
        return self.commitment.organisation

    def measure_in(self, language):
        return localized_value(self, "measure", language)


class PledgeProposal(Request, Typed):
    """A pledge that an organisation is writing, asks partners to confirm, and sends to the secretariat."""

    key = models.UUIDField(_("key"), unique=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="pledge_proposals",
        verbose_name=_("organisation"),
        help_text=_("The one that leads it."),
    )
    digest = models.CharField(
        _("SHA-256 of the text"), max_length=64, blank=True, help_text=_("Of what partners are asked to confirm.")
    )
    pledge = models.OneToOneField(
        Pledge, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal", verbose_name=_("pledge")
    )

    class Meta(Request.Meta):
        verbose_name = _("proposal of a pledge")
        verbose_name_plural = _("proposals of pledges")
        ordering = ["-saved_at", "-pk"]
        constraints = [
            *Request.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state="accepted", pledge__isnull=False) | (~Q(state="accepted") & Q(pledge__isnull=True)),
                name="pledgeproposal_accepted_is_a_pledge",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.get_state_display()}"


class JointConfirmation(models.Model):
    """What an organisation says of a pledge that it is asked to make together with the one that leads it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Not answered yet")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")

    proposal = models.ForeignKey(PledgeProposal, on_delete=models.CASCADE, related_name="confirmations")
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="joint_confirmations",
        verbose_name=_("organisation"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    digest = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("confirmation of a joint pledge")
        verbose_name_plural = _("confirmations of joint pledges")
        ordering = ["proposal", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "organisation"], name="jointconfirmation_once"),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(answered_at__isnull=False), name="jointconfirmation_answered"
            ),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.get_state_display()}"
