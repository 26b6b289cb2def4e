from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField

from consultations.blocks import DraftTextBlock, QuestionnaireBlock
from consultations.querysets import ConsultationQuerySet
from core.append_only import guard
from core.languages import complete_when_public
from core.models import NamedRecord


def start_of(day):
    """The moment that a day begins in Brussels, also on the days of 23 and 25 hours."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


class Phase(models.TextChoices):
    """Where a consultation stands; follows from its versions and days, and is never typed."""

    DRAFT = "draft", _("In preparation")
    PLANNED = "planned", _("Opens later")
    OPEN = "open", _("Open now")
    GRACE = "grace", _("Closed; what was begun can still be sent")
    CLOSED = "closed", _("Closed")


class Consultation(NamedRecord):
    """What stakeholders are asked, by whom, and from which day to which."""

    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("who asks"),
        help_text=_("The body that runs the consultation and is responsible for the personal data in it."),
    )
    government = models.ForeignKey(
        "users.Government", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("government"),
    )  # fmt: skip
    plan = models.ForeignKey(
        "actions.ActionPlan", on_delete=models.PROTECT, null=True, blank=True, related_name="consultations",
        verbose_name=_("action plan"), help_text=_("The plan that the consultation is about."),
    )  # fmt: skip
    opens_on = models.DateField(_("first day"), null=True, blank=True)
    closes_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Until midnight in Brussels at the end of that day.")
    )
    grace_hours = models.PositiveSmallIntegerField(
        _("hours of grace"),
        default=24,
        validators=[MaxValueValidator(14 * 24)],
        help_text=_("After the last day, what was begun before can still be sent for so many hours."),
    )
    results_from = models.DateTimeField(
        _("results from"), null=True, blank=True, help_text=_("Until then nobody is shown any result.")
    )
    questionnaire = StreamField(QuestionnaireBlock(), blank=True, verbose_name=_("questions"))
    draft_text = StreamField(DraftTextBlock(), blank=True, verbose_name=_("draft text to comment on"))

    purpose = models.TextField(
        _("why personal data is processed"), blank=True, max_length=2000, help_text=_("Shown to everybody.")
    )
    legal_basis = models.CharField(_("legal basis"), blank=True, max_length=500, help_text=_("Shown to everybody."))
    recipients = models.CharField(
        _("who receives the data"), blank=True, max_length=500, help_text=_("Shown to everybody.")
    )
    keep_sent_months = models.PositiveSmallIntegerField(
        _("months that the identity of a sender is kept"),
        default=12,
        validators=[MaxValueValidator(120)],
        help_text=_("Counted from the last day; the answers stay, without a name."),
    )
    keep_unsent_days = models.PositiveSmallIntegerField(
        _("days that what was never sent is kept"), default=30, validators=[MaxValueValidator(365)],
        help_text=_("Counted from the last day."),
    )  # fmt: skip
    keep_withdrawn_days = models.PositiveSmallIntegerField(
        _("days that what was withdrawn is kept"), default=7, validators=[MaxValueValidator(365)],
        help_text=_("Counted from the withdrawal."),
    )  # fmt: skip
    contact_name = models.CharField(
        _("contact point"), blank=True, max_length=150, help_text=_("An office, never a person.")
    )
    contact_email = models.EmailField(_("e-mail address of the contact point"), blank=True)
    contact_telephone = models.CharField(_("telephone of the contact point"), blank=True, max_length=30)

    themes = ParentalManyToManyField("core.Theme", blank=True, related_name="+", verbose_name=_("themes"))

    objects = ConsultationQuerySet.as_manager()

    class Meta(NamedRecord.Meta):
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-opens_on", "code"]
        permissions = [
            ("open_consultation", "Can open, correct, change and extend a consultation"),
            ("see_results_consultation", "Can see the results of a consultation"),
        ]
        constraints = [
            *complete_when_public("consultation", "name"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="consultation_closes_after_it_opens",
                violation_error_message=_("The last day cannot be before the first."),
            ),
        ]

    @property
    def version(self):
        """The newest version of the questionnaire, or None before the opening."""
        return self.versions.first()

    @property
    def is_opened(self):
        """Whether what is asked stands: some of its facts are fixed from then on."""
        return self.pk is not None and self.versions.exists()

    @property
    def last_day(self):
        """The last day as it is now, after extensions; None while it is not set."""
        extension = next(iter(self.extensions.all()), None)
        return extension.closes_on if extension else self.closes_on

    @property
    def opens_at(self):
        return start_of(self.opens_on) if self.opens_on else None

    @property
    def closes_at(self):
        """The first moment at which nothing new can be begun: the end of the last day in Brussels."""
        return start_of(self.last_day + timedelta(days=1)) if self.last_day else None

    @property
    def grace_ends_at(self):
        """After so many hours that really pass, also in a night in which the clock is put back."""
        ends_at = self.closes_at and self.closes_at.astimezone(UTC) + timedelta(hours=self.grace_hours)
        return ends_at and ends_at.astimezone(timezone.get_default_timezone())

    def phase(self, at=None):
        """Where it stands at that moment (now)."""
        at = (at or timezone.now()).astimezone(UTC)  # moments of one time zone are compared by the clock on the wall
        if not self.opens_at or not self.closes_at or not self.is_opened:
            return Phase.DRAFT
        if at < self.opens_at:
            return Phase.PLANNED
        if at < self.closes_at:
            return Phase.OPEN
        return Phase.GRACE if at < self.grace_ends_at else Phase.CLOSED

    def shows_results(self, at=None):
        """Whether results may be shown to anybody at that moment: after the last day, and after the embargo."""
        at = at or timezone.now()
        if not self.closes_at or at < self.closes_at:
            return False
        return self.results_from is None or at >= self.results_from


class Extension(models.Model):
    """That the last day moved, why, and who decided; announced on the page, and never undone."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="extensions", verbose_name=_("consultation")
    )
    closes_on = models.DateField(_("new last day"))
    reason = models.CharField(_("reason"), max_length=500, help_text=_("Shown to everybody."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["-decided_at", "-pk"]

    def __str__(self):
        return f"{self.consultation} · {self.closes_on:%Y-%m-%d}"


guard("consultations.Extension")
