from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actions.querysets import FigureQuerySet
from core.append_only import guard
from core.dates import today
from core.languages import complete_when_public, localized_value
from core.models import NamedRecord
from core.validators import validate_plausible_day

from .actions import Action
from .sayings import SayingTranslation, Submission

FIGURE = {"max_digits": 18, "decimal_places": 4}


class Indicator(NamedRecord):
    """Something that is counted or measured to see whether an action works."""

    class Direction(models.TextChoices):
        UP = "up", _("Higher is better")
        DOWN = "down", _("Lower is better")

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="indicators", verbose_name=_("action"))
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="indicators",
        verbose_name=_("organisation"),
        help_text=_("Who measures it; a coordinator of its government approves the figures."),
    )
    unit = models.CharField(
        _("unit"), max_length=60, help_text=_("What is counted, as it stands behind the figure: “%”, “complaints”.")
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0, validators=[MaxValueValidator(4)])
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.UP)
    baseline = models.DecimalField(_("baseline"), null=True, blank=True, **FIGURE)
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True, validators=[validate_plausible_day])

    class Meta(NamedRecord.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["action", "code"]
        constraints = [
            *complete_when_public("indicator", "name", "unit"),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="indicator_baseline_has_a_day",
                violation_error_message=_("A baseline has a figure and a day."),
            ),
        ]

    def unit_in(self, language):
        return localized_value(self, "unit", language)

    def parents_of_pages(self):
        """It has no pages of its own: readers find it on the page of its action."""
        return {}

    def pages_by_language(self):
        return {}


class Figure(Submission):
    """A figure of an indicator that somebody sends in: a target, or a measurement."""

    value = models.DecimalField(_("value"), **FIGURE)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("replaces"),
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            *Submission.Meta.constraints,
            models.UniqueConstraint(
                fields=["corrects"],
                condition=~Q(state="returned"),
                name="%(class)s_replaced_once",
                violation_error_message=_("Somebody already replaced this figure."),
            ),
        ]

    def clean(self):
        super().clean()
        if self.corrects_id and self.corrects.indicator_id != self.indicator_id:
            raise ValidationError({"corrects": _("That figure is of another indicator.")})
        if self.corrects_id and self.corrects.state != self.State.APPROVED:
            raise ValidationError({"corrects": _("Only an approved figure can be replaced.")})


class Target(Figure):
    """What an indicator is to reach by a day; a moved target is a new row that replaces the earlier one."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="targets", verbose_name=_("indicator")
    )
    due_on = models.DateField(_("to reach by"), validators=[validate_plausible_day])

    class Meta(Figure.Meta):
        abstract = False
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["due_on", "pk"]
        constraints = [
            *Figure.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="target_gives_a_reason"),
        ]

    def __str__(self):
        return f"{self.indicator} · {self.due_on:%Y-%m-%d}"


class Measurement(Figure):
    """What an indicator was on a day, and where the figure comes from."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="measurements", verbose_name=_("indicator")
    )
    measured_on = models.DateField(_("measured on"), validators=[validate_plausible_day])
    source = models.CharField(
        _("source"), max_length=300, help_text=_("The document, register or survey that the figure comes from.")
    )

    class Meta(Figure.Meta):
        abstract = False
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["measured_on", "pk"]
        indexes = [models.Index(fields=["indicator", "state", "measured_on"], name="measurement_series")]
        constraints = [
            *Figure.Meta.constraints,
            models.CheckConstraint(condition=~Q(source=""), name="measurement_names_its_source"),
        ]

    def __str__(self):
        return f"{self.indicator} · {self.measured_on:%Y-%m-%d}"

    def clean_fields(self, exclude=None):
        """A note is welcome, not asked: a figure speaks for itself."""
        if not self.reason:
            exclude = {*(exclude or ()), "reason"}
        super().clean_fields(exclude=exclude)

    def clean(self):
        super().clean()
        if self.measured_on and self.measured_on > today():
            raise ValidationError({"measured_on": _("A measurement tells what is; this day is still to come.")})


class TargetTranslation(SayingTranslation):
    translates = "target"

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="translations")

    class Meta:
        verbose_name = _("translation of a target’s reason")
        verbose_name_plural = _("translations of targets’ reasons")
        constraints = [models.UniqueConstraint(fields=["target", "language"], name="target_translated_once")]


class MeasurementTranslation(SayingTranslation):
    translates = "measurement"

    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, related_name="translations")

    class Meta:
        verbose_name = _("translation of a note")
        verbose_name_plural = _("translations of notes")
        constraints = [models.UniqueConstraint(fields=["measurement", "language"], name="measurement_translated_once")]


guard("actions.Target", final="OLD.state <> 'submitted'")
guard("actions.TargetTranslation")
guard("actions.Measurement", final="OLD.state <> 'submitted'")
guard("actions.MeasurementTranslation")
