from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from core.dates import today
from core.languages import complete_when_public, localized_names
from core.models import NamedRecord

from .statuses import Rhythm


class ActionPlan(NamedRecord):
    """A set of actions that governments announced together, for a period."""

    class Kind(models.TextChoices):
        CSR = "csr", _("Corporate social responsibility")
        HUMAN_RIGHTS = "human_rights", _("Business and human rights")
        REGIONAL = "regional", _("Regional plan")
        LOCAL = "local", _("Local plan")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("predecessor"),
    )
    rhythm = models.PositiveSmallIntegerField(
        _("rhythm of reporting"),
        choices=Rhythm,
        null=True,
        blank=True,
        help_text=_("How often owners report; leave empty for a plan that sends no reminders."),
    )
    lead_days = models.PositiveSmallIntegerField(
        _("days ahead"),
        default=14,
        validators=[MaxValueValidator(90)],
        help_text=_("So many days before a report or a deadline is due, its owners are written to."),
    )
    escalation_days = models.PositiveSmallIntegerField(
        _("days of patience"),
        default=14,
        validators=[MaxValueValidator(180)],
        help_text=_("So many days after a report was due, the coordinators of that government are told."),
    )

    class Meta(NamedRecord.Meta):
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = [F("starts_on").desc(nulls_last=True), "code"]
        constraints = [
            *complete_when_public("actionplan", "name"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="actionplan_ends_after_it_starts",
                violation_error_message=_("A plan cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(predecessor__isnull=True) | ~Q(predecessor=F("id")),
                name="actionplan_not_its_own_predecessor",
            ),
        ]

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("A plan cannot end before it starts.")})
        if self.predecessor_id and self.predecessor_id == self.pk:
            raise ValidationError({"predecessor": _("A plan cannot be its own predecessor.")})

    @property
    def period(self):
        """The years it covers: "2024–2029"."""
        years = [str(day.year) for day in (self.starts_on, self.ends_on) if day]
        return "–".join(dict.fromkeys(years))

    def is_running(self, on=None):
        """Whether the plan is in force on that day (today in Brussels); None where its dates are not known."""
        on = on or today()
        if not self.starts_on or not self.ends_on:
            return None
        return self.starts_on <= on <= self.ends_on


class Pillar(Orderable):
    """A part of a plan."""

    plan = ParentalKey(ActionPlan, on_delete=models.CASCADE, related_name="pillars")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)

    panels = ["number", *localized_names("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="pillar_number_once")]

    def __str__(self):
        return f"{self.number}. {self.name}"
