from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from actions.querysets import RecommendationQuerySet, ResponseQuerySet
from core.append_only import guard
from core.dates import today
from core.languages import complete_when_public, localized_value
from core.models import Record
from core.validators import validate_plausible_day

from .actions import Action
from .commitments import Commitment
from .sayings import SayingTranslation, Submission


class RecommendationSource(Record):
    """Where recommendations come from: an assessment report, an advice, a consultation."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", _("Assessment report")
        ADVICE = "advice", _("Advice")
        CONSULTATION = "consultation", _("Consultation")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("Who made it."),
    )
    published_on = models.DateField(_("published on"), null=True, blank=True, validators=[validate_plausible_day])
    url = models.URLField(_("address"), max_length=500, blank=True)
    fictional = models.BooleanField(
        _("fictional"), default=False, help_text=_("An invented example; readers are told so beside its name.")
    )

    class Meta(Record.Meta):
        verbose_name = _("source of recommendations")
        verbose_name_plural = _("sources of recommendations")
        ordering = ["-published_on", "code"]
        constraints = [*complete_when_public("recommendationsource", "name")]

    def __str__(self):
        return self.name or self.code

    def name_in(self, language):
        return localized_value(self, "name", language)


class Recommendation(Record):
    """One numbered recommendation, what was answered to it and what follows from it."""

    source = models.ForeignKey(
        RecommendationSource, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("source")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"), help_text=_("As the source puts it, or shorter."))
    themes = ParentalManyToManyField("core.Theme", blank=True, related_name="+", verbose_name=_("themes"))
    goals = ParentalManyToManyField(
        "core.Goal", blank=True, related_name="+", verbose_name=_("sustainable development goals")
    )
    principles = ParentalManyToManyField(
        "core.GuidingPrinciple", blank=True, related_name="+", verbose_name=_("UN guiding principles")
    )
    actions = ParentalManyToManyField(
        Action, blank=True, related_name="recommendations", verbose_name=_("actions that answer it")
    )
    commitments = ParentalManyToManyField(
        Commitment, blank=True, related_name="recommendations", verbose_name=_("commitments that answer it")
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["source", "number"]
        constraints = [
            *complete_when_public("recommendation", "text"),
            models.UniqueConstraint(
                fields=["source", "number"],
                name="recommendation_number_once",
                violation_error_message=_("This source has another recommendation with this number."),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {Truncator(self.text or '').words(12)}"

    @property
    def code(self):
        """The public identifier: the code of its source and its number."""
        return f"{self.source.code}-{self.number}"

    def text_in(self, language):
        return localized_value(self, "text", language)

    @property
    def is_shown(self):
        return super().is_shown and self.source.is_shown


class Response(Submission):
    """What an authority answers to a recommendation; the latest approved one holds, the earlier ones stay."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Partly accepted")
        REJECTED = "rejected", _("Not accepted")
        DONE = "done", _("Already done")
        LATER = "later", _("To be decided later")

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="responses", verbose_name=_("recommendation")
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    answered_on = models.DateField(_("answered on"), default=today, validators=[validate_plausible_day])

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["-answered_on", "-pk"]
        indexes = [models.Index(fields=["recommendation", "state", "-answered_on"], name="response_current")]
        constraints = [
            *Submission.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="response_gives_a_reason"),
        ]

    def __str__(self):
        return f"{self.on_behalf_of}: {self.get_answer_display()}"


class ResponseTranslation(SayingTranslation):
    translates = "response"

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="translations")

    class Meta:
        verbose_name = _("translation of a response")
        verbose_name_plural = _("translations of responses")
        constraints = [models.UniqueConstraint(fields=["response", "language"], name="response_translated_once")]


guard("actions.Response", final="OLD.state <> 'submitted'")
guard("actions.ResponseTranslation")
