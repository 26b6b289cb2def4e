from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.append_only import guard, guard_column
from core.canonical import digest_of
from core.languages import complete_when_public
from core.models import NamedRecord

from .plans import ActionPlan


class Snapshot(models.Model):
    """A plan as it stood at the end of a day, in every language: taken once, never changed."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="snapshots", verbose_name=_("action plan")
    )
    as_of = models.DateField(_("as of"))
    content = models.JSONField(_("content"))
    digest = models.CharField(
        _("SHA-256"), max_length=64, help_text=_("Of the content as JSON with sorted keys and no spaces, in UTF-8.")
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("taken by")
    )
    taken_at = models.DateTimeField(_("taken at"))

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["-as_of", "-pk"]

    def __str__(self):
        return f"{self.plan} · {self.as_of:%Y-%m-%d}"

    @property
    def is_intact(self):
        """Whether the content is still the one that was hashed."""
        return digest_of(self.content) == self.digest


class ProgressReport(NamedRecord):
    """A published account of a plan at a date: a snapshot, introduced on a page in each language."""

    snapshot = models.OneToOneField(
        Snapshot, on_delete=models.PROTECT, related_name="progress_report", verbose_name=_("snapshot")
    )

    class Meta(NamedRecord.Meta):
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = ["-snapshot__as_of", "code"]
        constraints = [*complete_when_public("progressreport", "name")]

    @property
    def plan(self):
        return self.snapshot.plan

    @property
    def is_shown(self):
        return super().is_shown and self.plan.is_shown

    def parents_of_pages(self):
        """A progress report's page stands under its plan's page of the same language."""
        return {page.language: page for page in self.plan.pages.select_related("locale")}


guard("actions.Snapshot")
guard_column("actions.ProgressReport", "snapshot_id")
