from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from actions.querysets import CommitmentQuerySet
from core.append_only import guard_column
from core.dates import add_months
from core.languages import complete_when_public, localized_names, localized_value
from core.models import Record
from core.validators import validate_plausible_day

from .actions import Action
from .statuses import LAPSES_AFTER, Standing, Status


class Commitment(Record):
    """What one organisation promised: a government's part in an action, or a partner's voluntary pledge."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("Commitment of an authority")
        PLEDGE = "pledge", _("Pledge")

    class Timing(models.TextChoices):
        TIME_BOUND = "time_bound", _("With a deadline")
        ONGOING = "ongoing", _("Ongoing")

    code = models.SlugField(
        _("code"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_(
            "The public identifier, which does not change afterwards. Leave empty to take the next of its action."
        ),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.AUTHORITY)
    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("action"),
        help_text=_("The action of a plan that an authority promises this in; empty for a pledge."),
    )
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="commitments", verbose_name=_("organisation")
    )
    text = models.TextField(_("text"), help_text=_("What is promised, in the words of the plan or shorter."))
    timing = models.CharField(_("timing"), max_length=10, choices=Timing, default=Timing.TIME_BOUND)
    first_deadline = models.DateField(
        _("first deadline"),
        null=True,
        blank=True,
        validators=[validate_plausible_day],
        help_text=_("As first announced; it is never changed afterwards. Leave empty when none was published."),
    )
    review_on = models.DateField(
        _("review date"),
        null=True,
        blank=True,
        validators=[validate_plausible_day],
        help_text=_("For an ongoing commitment: when news of it is due first; a report can set the next date."),
    )
    supports = ParentalManyToManyField(
        Action, blank=True, related_name="supporters", verbose_name=_("supports"), help_text=_("For a pledge.")
    )
    themes = ParentalManyToManyField("core.Theme", blank=True, related_name="+", verbose_name=_("themes"))
    goals = ParentalManyToManyField(
        "core.Goal", blank=True, related_name="+", verbose_name=_("sustainable development goals")
    )
    principles = ParentalManyToManyField(
        "core.GuidingPrinciple", blank=True, related_name="+", verbose_name=_("UN guiding principles")
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["action", "pk"]
        permissions = [("moderate_commitment", "Can approve or return what partners report on pledges")]
        constraints = [
            *complete_when_public("commitment", "text"),
            models.CheckConstraint(
                condition=Q(kind="authority", action__isnull=False) | Q(kind="pledge", action__isnull=True),
                name="commitment_of_an_authority_has_an_action",
                violation_error_message=_("A commitment of an authority belongs to an action, a pledge to none."),
            ),
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

    def clean_fields(self, exclude=None):
        self.code = self.code or self._next_code()
        super().clean_fields(exclude=exclude)

    def clean(self):
        super().clean()
        errors = {}
        if self.kind == self.Kind.AUTHORITY and not self.action_id:
            errors["action"] = _("A commitment of an authority belongs to an action of a plan.")
        if self.kind == self.Kind.PLEDGE and self.action_id:
            errors["action"] = _("A pledge belongs to no action; name the actions that it supports.")
        if self.timing == self.Timing.ONGOING and self.first_deadline:
            errors["first_deadline"] = _("An ongoing commitment has no deadline; give it a review date.")
        if self.timing == self.Timing.TIME_BOUND and self.review_on:
            errors["review_on"] = _("Only an ongoing commitment has a review date.")
        if self.pk:
            first = type(self).objects.filter(pk=self.pk).values_list("first_deadline", flat=True).first()
            if first and first != self.first_deadline:
                errors["first_deadline"] = _("The first deadline stands; it is never changed.")
        if errors:
            raise ValidationError(errors)

    def _next_code(self):
        """The code of the action, or of the organisation for a pledge, and the next number."""
        base = (
            self.action.code if self.action_id else f"pledge-{self.organisation.code}" if self.organisation_id else ""
        )
        taken = set(type(self).objects.filter(code__startswith=f"{base}-").values_list("code", flat=True))
        number = next(number for number in range(1, len(taken) + 2) if f"{base}-{number}" not in taken)
        return f"{base}-{number}"

    def save(self, *args, **kwargs):
        self.code = self.code or self._next_code()
        super().save(*args, **kwargs)

    @property
    def is_ongoing(self):
        return self.timing == self.Timing.ONGOING

    def text_in(self, language):
        return localized_value(self, "text", language)

    @property
    def is_open(self):
        """Neither completed nor stopped, for a commitment that came with its status (`with_status`)."""
        return self.status not in Status.closed()

    def standing(self, on=None):
        """Where it stands on that day, else on the one that `with_status` was asked for; it came with that."""
        on = on or self.as_of
        if not self.is_open:
            return Standing(self.status)
        if not self.is_ongoing and self.due_on and self.due_on < on:
            return Standing.LATE
        if self.status is None:
            return Standing.NO_NEWS
        if self._silent_since(add_months(on, -LAPSES_AFTER)):
            return Standing.LAPSED
        return Standing.UPDATE_DUE if self._silent_since(on) else Standing(self.status)

    def _silent_since(self, day):
        """Whether a report was due before that day, by the rhythm of its plan or by a review date without answer."""
        by_rhythm = self.rhythm and self.status_on < add_months(day, -self.rhythm)
        by_review = self.is_ongoing and self.due_on and self.status_on < self.due_on < day
        return bool(by_rhythm or by_review)

    def is_due_soon(self, on=None, days=30):
        """Whether the deadline or review date of an open one lies in the next so many days; needs `with_status`."""
        on = on or self.as_of
        return bool(self.is_open and self.due_on and 0 <= (self.due_on - on).days <= days)


class CoOwner(Orderable):
    """An organisation that makes a joint commitment together with the one that leads it."""

    commitment = ParentalKey(Commitment, on_delete=models.CASCADE, related_name="co_owners")
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="joint_commitments",
        verbose_name=_("organisation"),
    )

    panels = ["organisation"]

    class Meta(Orderable.Meta):
        verbose_name = _("co-owner")
        verbose_name_plural = _("co-owners")
        constraints = [models.UniqueConstraint(fields=["commitment", "organisation"], name="coowner_once")]

    def __str__(self):
        return str(self.organisation)

    def clean(self):
        super().clean()
        if self.organisation_id and self.organisation_id == self.commitment.organisation_id:
            raise ValidationError({"organisation": _("This organisation leads the commitment already.")})


class Milestone(Orderable):
    """A step on the way to what was promised; reports say when it was reached."""

    commitment = ParentalKey(Commitment, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("name"), max_length=200)
    due_on = models.DateField(_("due on"), null=True, blank=True, validators=[validate_plausible_day])

    panels = [*localized_names("name"), "due_on"]

    class Meta(Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return self.name or ""

    def name_in(self, language):
        return localized_value(self, "name", language)


guard_column("actions.Commitment", "first_deadline")
