"""What editors say of searches: words that mean the same, and pages that come first."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class SynonymGroup(models.Model):
    """Words and phrases that mean the same: who looks for one of them finds all. Translated: `terms`."""

    terms = models.TextField(
        _("words that mean the same"),
        max_length=1000,
        blank=True,
        help_text=_("One word or phrase per line, such as an abbreviation and what it stands for."),
    )
    changed_at = models.DateTimeField(_("changed on"), auto_now=True)

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["pk"]

    def __str__(self):
        return " = ".join(line.strip() for line in (self.terms or "").splitlines() if line.strip())


class Promotion(models.Model):
    """A page that comes first when somebody looks for certain words; each language shows its own version of the page.

    Translated: `searches`.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page that comes first")
    )
    searches = models.TextField(
        _("searches"),
        max_length=1000,
        blank=True,
        help_text=_("What people type to find it: one search per line. Case, accents and endings do not matter."),
    )
    changed_at = models.DateTimeField(_("changed on"), auto_now=True)

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["pk"]

    def __str__(self):
        return str(self.page)

    def clean(self):
        super().clean()
        if self.page_id and not self.page.live:
            raise ValidationError({"page": _("Choose a page that is published.")})
