from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from actions.querysets import ActionQuerySet
from core.languages import complete_when_public
from core.models import NamedRecord

from .plans import ActionPlan, Pillar


class Action(NamedRecord):
    """One of the things a plan sets out to do; who promised what in it stands in its commitments."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="actions", verbose_name=_("action plan")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    pillar = models.ForeignKey(
        Pillar, on_delete=models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("pillar")
    )
    themes = ParentalManyToManyField("core.Theme", blank=True, related_name="+", verbose_name=_("themes"))
    goals = ParentalManyToManyField(
        "core.Goal", blank=True, related_name="+", verbose_name=_("sustainable development goals")
    )
    principles = ParentalManyToManyField(
        "core.GuidingPrinciple", blank=True, related_name="+", verbose_name=_("UN guiding principles")
    )

    found_in = models.CharField(
        _("stands in"),
        max_length=200,
        blank=True,
        help_text=_("Where it was found, for an action of an inventory: the document and the page."),
    )

    objects = ActionQuerySet.as_manager()

    class Meta(NamedRecord.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["plan", "number"]
        constraints = [
            *complete_when_public("action", "name"),
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="action_number_once",
                violation_error_message=_("This plan has another action with this number."),
            ),
        ]

    def clean_fields(self, exclude=None):
        if not self.code and self.plan_id and self.number:
            self.code = slugify(f"{self.plan.code}-{self.number}")
        super().clean_fields(exclude=exclude)

    def clean(self):
        super().clean()
        if self.pillar_id and self.plan_id and self.pillar.plan_id != self.plan_id:
            raise ValidationError({"pillar": _("This pillar belongs to another plan.")})

    @property
    def is_shown(self):
        return super().is_shown and self.plan.is_shown

    def parents_of_pages(self):
        """An action's page stands under its plan's page of the same language."""
        pages = self.plan.pages.select_related("locale")
        return {page.language: page for page in pages}


class Lineage(Orderable):
    """What an action took over from an action of an earlier plan."""

    class Kind(models.TextChoices):
        CONTINUED = "continued", _("Continues")
        MERGED = "merged", _("Merges")
        SPLIT = "split", _("Splits off from")

    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="lineage")
    predecessor = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="successions", verbose_name=_("earlier action")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CONTINUED)

    panels = ["predecessor", "kind"]

    class Meta(Orderable.Meta):
        verbose_name = _("predecessor")
        verbose_name_plural = _("predecessors")
        constraints = [
            models.UniqueConstraint(fields=["action", "predecessor"], name="lineage_once"),
            models.CheckConstraint(condition=~Q(action=F("predecessor")), name="lineage_not_to_itself"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.predecessor}"
