from django.db import models
from django.utils.translation import gettext_lazy as _


class Miss(models.Model):
    """How often, on one day, a search found nothing; nothing about who searched."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=10)
    words = models.CharField(_("words"), max_length=100)
    """Folded, so that spellings of one search count together."""
    number = models.PositiveIntegerField(_("how often"), default=1)

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="miss_once_a_day")]
        indexes = [models.Index(fields=["day"], name="miss_of_a_day")]

    def __str__(self):
        return f"{self.words} ({self.number})"
