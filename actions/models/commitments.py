from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from actions.querysets import CommitmentQuerySet
from core.append_only import guard_column
from core.dates import today
from core.languages import complete_when_public, localized_value
from core.models import Record

from .actions import Action
from .statuses import Standing, Status


class Commitment(Record):
    """What one organisation promised in an action."""

    class Timing(models.TextChoices):
        TIME_BOUND = "time_bound", _("With a deadline")
        ONGOING = "ongoing", _("Ongoing")

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("action"))
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="commitments", verbose_name=_("organisation")
    )
    text = models.TextField(_("text"), help_text=_("What is promised, in the words of the plan or shorter."))
    timing = models.CharField(_("timing"), max_length=10, choices=Timing, default=Timing.TIME_BOUND)
    first_deadline = models.DateField(
        _("first deadline"),
        null=True,
        blank=True,
        help_text=_("As first announced; it is never changed afterwards. Leave empty when none was published."),
    )
    review_on = models.DateField(
        _("review date"), null=True, blank=True, help_text=_("For an ongoing commitment: when news of it is due.")
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["action", "pk"]
        constraints = [
            *complete_when_public("commitment", "text"),
            models.CheckConstraint(
                condition=Q(timing="time_bound", review_on__isnull=True)
                | Q(timing="ongoing", first_deadline__isnull=True),
                name="commitment_deadline_fits_timing",
                violation_error_message=_(
                    "A deadline belongs to a commitment with a deadline, a review date to an ongoing one."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {Truncator(self.text or '').words(12)}"

    def clean(self):
        super().clean()
        if self.timing == self.Timing.ONGOING and self.first_deadline:
            raise ValidationError(
                {"first_deadline": _("An ongoing commitment has no deadline; give it a review date.")}
            )
        if self.timing == self.Timing.TIME_BOUND and self.review_on:
            raise ValidationError({"review_on": _("Only an ongoing commitment has a review date.")})
        if self.pk:
            first = type(self).objects.filter(pk=self.pk).values_list("first_deadline", flat=True).first()
            if first and first != self.first_deadline:
                raise ValidationError({"first_deadline": _("The first deadline stands; it is never changed.")})

    def text_in(self, language):
        return localized_value(self, "text", language)

    def standing(self, on=None):
        """Where it stands on that day, for a commitment that came with its status (`with_status`)."""
        on = on or today()
        status = self.status
        is_open = status not in Status.closed()
        if is_open and self.first_deadline and self.first_deadline < on:
            return Standing.LATE
        if status is None:
            return Standing.NO_NEWS
        if is_open and self.timing == self.Timing.ONGOING and self.review_on and self.review_on < on:
            return Standing.UPDATE_DUE
        return Standing(status)


guard_column("actions.Commitment", "first_deadline")
