from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actions.querysets import StatusReportQuerySet
from core.append_only import guard
from core.dates import today
from core.languages import language_codes

from .commitments import Commitment
from .statuses import Status


def report_languages():
    return settings.LANGUAGES


class StatusReport(models.Model):
    """One entry of the log: the status of a commitment on a day, and why. Final once approved or returned."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="reports", verbose_name=_("commitment")
    )
    status = models.CharField(_("status"), max_length=15, choices=Status)
    holds_on = models.DateField(_("holds on"), default=today, help_text=_("The day for which this status is true."))
    language = models.CharField(
        _("language"), max_length=10, choices=report_languages, help_text=_("In which you write the reason.")
    )
    reason = models.TextField(_("reason"), max_length=2000, help_text=_("What happened, in one to three sentences."))
    evidence_url = models.URLField(_("evidence"), blank=True, help_text=_("A public page or document that shows it."))
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects"),
        help_text=_("An approved report that was wrong. It stays in the log, marked as corrected."),
    )
    on_behalf_of = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("on behalf of")
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("submitted by")
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SUBMITTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    return_reason = models.TextField(_("why it was returned"), max_length=1000, blank=True)

    objects = StatusReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")
        ordering = ["-holds_on", "-decided_at", "-pk"]
        indexes = [models.Index(fields=["commitment", "state", "-holds_on", "-decided_at"], name="report_current")]
        permissions = [("approve_statusreport", "Can approve or return status reports")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="submitted", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state__in=["approved", "returned"], decided_at__isnull=False, decided_by__isnull=False),
                name="report_decided_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="report_gives_a_reason"),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=~Q(state="returned"),
                name="report_corrected_once",
                violation_error_message=_("Somebody already corrected this report."),
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="report_returned_with_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.commitment} · {self.holds_on:%Y-%m-%d}"

    def clean(self):
        super().clean()
        if self.holds_on and self.holds_on > today():
            raise ValidationError({"holds_on": _("A report tells what is; this day is still to come.")})
        if self.holds_on and self.holds_on.year < 2000:
            raise ValidationError({"holds_on": _("This day lies too far back. Is there a typing error?")})
        if self.corrects_id and self.corrects.commitment_id != self.commitment_id:
            raise ValidationError({"corrects": _("That report is about another commitment.")})
        if self.corrects_id and self.corrects.state != self.State.APPROVED:
            raise ValidationError({"corrects": _("Only an approved report can be corrected.")})


class StatusReportTranslation(models.Model):
    """The reason of a report in another language, added afterwards: a report itself is never changed."""

    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="translations")
    language = models.CharField(_("language"), max_length=10, choices=report_languages)
    reason = models.TextField(_("reason"), max_length=2000)
    translated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    translated_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("translation of a status report")
        verbose_name_plural = _("translations of status reports")
        constraints = [
            models.UniqueConstraint(fields=["report", "language"], name="report_translated_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="report_translation_not_empty"),
        ]

    def __str__(self):
        return f"{self.report} ({self.language})"

    def clean(self):
        super().clean()
        if self.language and (self.language == self.report.language or self.language not in language_codes()):
            raise ValidationError({"language": _("The report is already written in this language.")})


guard("actions.StatusReport", final="OLD.state <> 'submitted'")
guard("actions.StatusReportTranslation")
