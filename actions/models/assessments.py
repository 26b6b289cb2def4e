from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.append_only import guard
from core.dates import today
from core.validators import validate_plausible_day

from .commitments import Commitment
from .sayings import Saying, SayingTranslation
from .statuses import Level


class Assessment(Saying):
    """What somebody else than the authority says of a commitment: a second voice, never merged with the first."""

    class Voice(models.TextChoices):
        STAKEHOLDER = "stakeholder", _("Stakeholder")
        INDEPENDENT = "independent", _("Independent body")

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("commitment")
    )
    assessor = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="assessments", verbose_name=_("assessed by")
    )
    voice = models.CharField(_("voice"), max_length=12, choices=Voice, default=Voice.STAKEHOLDER)
    level = models.PositiveSmallIntegerField(
        _("level"), choices=Level, help_text=_("The scale of the Open Government Partnership.")
    )
    assessed_on = models.DateField(_("assessed on"), default=today, validators=[validate_plausible_day])
    source = models.CharField(_("source"), max_length=300, help_text=_("The report or letter in which it stands."))
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
        help_text=_("An assessment that was recorded wrongly. It stays in the log, marked as corrected."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-assessed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(source=""), name="assessment_gives_reason_and_source"),
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=4), name="assessment_level_on_the_scale"),
            models.UniqueConstraint(
                fields=["corrects"],
                name="assessment_corrected_once",
                violation_error_message=_("Somebody already corrected this assessment."),
            ),
        ]

    def __str__(self):
        return f"{self.assessor} · {self.assessed_on:%Y-%m-%d}"

    def clean(self):
        super().clean()
        errors = {}
        if self.assessed_on and self.assessed_on > today():
            errors["assessed_on"] = _("An assessment tells what is; this day is still to come.")
        if self.commitment_id and self.assessor_id:
            if self.assessor_id == self.commitment.organisation_id:
                errors["assessor"] = _("The owner of a commitment reports on it; somebody else assesses it.")
            elif (
                self.assessor.government_id
                and self.assessor.government_id == self.commitment.organisation.government_id
            ):
                errors["assessor"] = _("A body of the same government is no second voice.")
        if self.corrects_id and (self.corrects.commitment_id, self.corrects.assessor_id) != (
            self.commitment_id,
            self.assessor_id,
        ):
            errors["corrects"] = _("That assessment is of another commitment, or by somebody else.")
        if errors:
            raise ValidationError(errors)


class AssessmentTranslation(SayingTranslation):
    translates = "assessment"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="translations")

    class Meta:
        verbose_name = _("translation of an assessment")
        verbose_name_plural = _("translations of assessments")
        constraints = [models.UniqueConstraint(fields=["assessment", "language"], name="assessment_translated_once")]


guard("actions.Assessment")
guard("actions.AssessmentTranslation")
