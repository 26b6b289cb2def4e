"""What became of organisations: names that they had, and who came after them. Nothing of it is ever changed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.append_only import guard
from core.languages import localized_value
from core.validators import validate_plausible_day

from .organisations import Organisation


class FormerName(models.Model):
    """A name that an organisation had until a day."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="former_names", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    until = models.DateField(_("until"), validators=[validate_plausible_day])

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["-until", "-pk"]

    def __str__(self):
        return self.name or ""

    def name_in(self, language):
        return localized_value(self, "name", language)


class Succession(models.Model):
    """That an organisation came after another one, from a day on."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("Merged into")
        REORGANISED = "reorganised", _("Reorganised into")

    predecessor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="successions", verbose_name=_("organisation")
    )
    successor = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="origins", verbose_name=_("successor")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    on = models.DateField(_("from"), validators=[validate_plausible_day])

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(kind="merged"),
                name="succession_merged_once",
                violation_error_message=_("This organisation merged into another one already."),
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_another"),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"

    def clean(self):
        if self.predecessor_id and self.predecessor_id == self.successor_id:
            raise ValidationError({"successor": _("Choose another organisation.")})


class OrganisationDomain(models.Model):
    """A domain whose e-mail addresses are an organisation's own, as the secretariat confirmed."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="domains", verbose_name=_("organisation")
    )
    name = models.CharField(_("domain"), max_length=253, unique=True, help_text=_("For example example.org."))

    class Meta:
        verbose_name = _("domain of an organisation")
        verbose_name_plural = _("domains of organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name


guard("partners.FormerName")
guard("partners.Succession")
