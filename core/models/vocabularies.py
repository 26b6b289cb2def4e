"""One vocabulary for everybody: the same theme has the same name for small and large, in every group."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class Term(index.Indexed, models.Model):
    """A word of a vocabulary, named in every language."""

    name = models.CharField(_("name"), max_length=200)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True

    def __str__(self):
        return self.name or ""


class Theme(Term):
    code = models.SlugField(_("code"), unique=True)
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["order", "code"]


class Sector(Term):
    code = models.SlugField(_("code"), unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["order", "code"]


class Goal(Term):
    """One of the United Nations' seventeen sustainable development goals."""

    number = models.PositiveSmallIntegerField(
        _("number"), unique=True, validators=[MinValueValidator(1), MaxValueValidator(17)]
    )

    class Meta:
        verbose_name = _("sustainable development goal")
        verbose_name_plural = _("sustainable development goals")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number}. {self.name}"


class GuidingPrinciple(Term):
    """One of the United Nations' thirty-one guiding principles on business and human rights."""

    class Pillar(models.TextChoices):
        PROTECT = "protect", _("Protect")
        RESPECT = "respect", _("Respect")
        REMEDY = "remedy", _("Remedy")

    number = models.PositiveSmallIntegerField(
        _("number"), unique=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    pillar = models.CharField(_("pillar"), max_length=10, choices=Pillar)

    class Meta:
        verbose_name = _("UN guiding principle")
        verbose_name_plural = _("UN guiding principles")
        ordering = ["number"]

    def __str__(self):
        return f"{self.number}. {self.name}"
