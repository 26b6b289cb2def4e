from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actions.querysets import StatusReportQuerySet
from core.append_only import guard
from core.dates import today
from core.private_files import private_storage, validate_size
from core.validators import validate_plausible_day

from .commitments import Commitment, Milestone
from .sayings import SayingTranslation, Submission
from .statuses import Status

EVIDENCE_EXTENSIONS = ["csv", "docx", "jpg", "ods", "odt", "pdf", "png", "pptx", "txt", "xlsx"]


class StatusReport(Submission):
    """One entry of the log: the status of a commitment on a day, and why. Final once approved or returned."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="reports", verbose_name=_("commitment")
    )
    status = models.CharField(_("status"), max_length=15, choices=Status)
    holds_on = models.DateField(
        _("holds on"),
        default=today,
        validators=[validate_plausible_day],
        help_text=_("The day for which this status is true."),
    )
    unchanged = models.BooleanField(
        _("nothing changed"), default=False, help_text=_("The status of the report before it still holds.")
    )
    moves_to = models.DateField(
        _("new deadline"),
        null=True,
        blank=True,
        validators=[validate_plausible_day],
        help_text=_("Only when the deadline moves, or the review date of an ongoing commitment; the reason says why."),
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
        help_text=_("An approved report that was wrong. It stays in the log, marked as corrected."),
    )

    objects = StatusReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        ordering = ["-holds_on", "-decided_at", "-pk"]
        indexes = [
            models.Index(fields=["commitment", "state", "-holds_on", "-decided_at"], name="report_current"),
            # What was approved last, whatever it is about: for feeds and mails.
            models.Index(fields=["-decided_at"], condition=Q(state="approved"), name="report_news"),
            # Most reports correct none: without it, SQLite takes the index of the key for one that finds few rows.
            models.Index(fields=["corrects"], condition=Q(corrects__isnull=False), name="report_corrections"),
        ]
        permissions = [("approve_statusreport", "Can approve or return what owners submit")]
        constraints = [
            *Submission.Meta.constraints,
            models.CheckConstraint(
                condition=Q(unchanged=True, reason="") | (Q(unchanged=False) & ~Q(reason="")),
                name="statusreport_gives_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(moves_to__isnull=True) | Q(moves_to__gt=F("holds_on")),
                name="statusreport_moves_forward",
                violation_error_message=_("A new deadline lies after the day of the report."),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=~Q(state="returned"),
                name="statusreport_corrected_once",
                violation_error_message=_("Somebody already corrected this report."),
            ),
        ]

    def __str__(self):
        return f"{self.commitment} · {self.holds_on:%Y-%m-%d}"

    def clean_fields(self, exclude=None):
        """A report that nothing changed has no reason of its own: readers get a sentence in their language."""
        if self.unchanged:
            exclude = {*(exclude or ()), "reason"}
        super().clean_fields(exclude=exclude)

    def clean(self):
        super().clean()
        errors = {}
        if self.holds_on and self.holds_on > today():
            errors["holds_on"] = _("A report tells what is; this day is still to come.")
        if self.corrects_id and self.corrects.commitment_id != self.commitment_id:
            errors["corrects"] = _("That report is about another commitment.")
        elif self.corrects_id and self.corrects.state != self.State.APPROVED:
            errors["corrects"] = _("Only an approved report can be corrected.")
        if self.moves_to and (reason := self._why_it_cannot_move()):
            errors["moves_to"] = reason
        if errors:
            raise ValidationError(errors)

    def _why_it_cannot_move(self):
        if self.holds_on and self.moves_to <= self.holds_on:
            return _("A new deadline lies after the day of the report.")
        if self.commitment_id and not (self.commitment.first_deadline or self.commitment.review_on):
            return _("No deadline was published, so none can move.")
        if self.unchanged:
            return _("A report that nothing changed moves no deadline.")
        return ""


class StatusReportTranslation(SayingTranslation):
    """The reason of a report in another language, added afterwards: a report itself is never changed."""

    translates = "report"

    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="translations")

    class Meta:
        verbose_name = _("translation of a status report")
        verbose_name_plural = _("translations of status reports")
        constraints = [
            models.UniqueConstraint(fields=["report", "language"], name="report_translated_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="report_translation_not_empty"),
        ]


class Evidence(models.Model):
    """What shows that a report is true: a public address, or a document for everybody or for coordinators only."""

    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(_("title"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    file = models.FileField(
        _("document"),
        upload_to="evidence/%Y/%m",
        storage=private_storage,
        max_length=200,
        blank=True,
        validators=[FileExtensionValidator(EVIDENCE_EXTENSIONS), validate_size],
    )
    is_public = models.BooleanField(
        _("for everybody"), default=True, help_text=_("Otherwise only coordinators of the same government see it.")
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(url="") & Q(file="")) | (Q(url="") & ~Q(file="")),
                name="evidence_is_an_address_or_a_document",
                violation_error_message=_("Give an address or a document, one of the two."),
            ),
        ]

    def __str__(self):
        return self.title or self.url or self.file.name.rpartition("/")[2]

    @property
    def href(self):
        """Where a reader finds it: the address itself, or ours that hands out the document."""
        return self.url or reverse("actions:evidence", args=[self.pk])


class MilestoneReached(models.Model):
    """That a report says a milestone was reached; it counts once the report does."""

    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="milestones_reached")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, related_name="reached", verbose_name=_("milestone")
    )

    class Meta:
        verbose_name = _("milestone reached")
        verbose_name_plural = _("milestones reached")
        constraints = [models.UniqueConstraint(fields=["report", "milestone"], name="milestonereached_once")]

    def __str__(self):
        return str(self.milestone)


guard("actions.StatusReport", final="OLD.state <> 'submitted'")
guard("actions.StatusReportTranslation")
guard("actions.Evidence")
guard("actions.MilestoneReached")
