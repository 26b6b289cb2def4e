from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .keeping import keep_revision


class Alignment(models.Model):
    """Up to which revision of its counterpart a page says the same, and who said so last."""

    class Kind(models.TextChoices):
        ALIGNED = "aligned", _("says the same")
        NOT_NEEDED = "not_needed", _("no translation needed")
        UNCHANGED = "unchanged", _("no word changed")

    page = models.ForeignKey(Page, models.CASCADE, related_name="alignments")
    counterpart = models.ForeignKey(Page, models.CASCADE, related_name="alignments_of_others")
    revision = models.ForeignKey("wagtailcore.Revision", keep_revision, related_name="alignments")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ALIGNED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("alignment")
        verbose_name_plural = _("alignments")
        constraints = [
            models.UniqueConstraint(fields=["page", "counterpart"], name="alignment_once_per_counterpart"),
            models.CheckConstraint(
                condition=~models.Q(kind="not_needed") | ~models.Q(reason=""), name="alignment_not_needed_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.page_id} = {self.counterpart_id}"


class NoTranslation(models.Model):
    """The decision that the change in progress needs no translation; it falls when a word changes after it."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="no_translation")
    digest = models.CharField(max_length=64, help_text=_("Of the words as they were."))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change without translation")
        verbose_name_plural = _("changes without translation")
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="no_translation_has_reason")]

    def __str__(self):
        return self.reason
