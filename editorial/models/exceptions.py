from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.dates import today


class LanguageExceptionQuerySet(models.QuerySet):
    def active(self, on=None):
        """Those that hold on that day (today in Brussels)."""
        return self.filter(ended_at=None, until__gte=on or today())

    def overdue(self, on=None):
        """Those whose last day has passed and that nobody ended."""
        return self.filter(ended_at=None, until__lt=on or today())


class LanguageException(models.Model):
    """The decision that one language of a pair is published without the other, until a day."""

    page = models.ForeignKey(
        Page,
        models.CASCADE,
        related_name="language_exceptions",
        verbose_name=_("page"),
        help_text=_("The page that may be published without the other language."),
    )
    reason = models.CharField(
        _("reason"), max_length=300, help_text=_("Readers of the page see it, each in their language.")
    )
    since = models.DateField(_("since"), default=today, editable=False)
    until = models.DateField(_("until"), help_text=_("The last day on which the page may be there alone."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("decided on"))
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = LanguageExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception to joint publication")
        verbose_name_plural = _("exceptions to joint publication")
        ordering = ["until", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(ended_at=None), name="one_open_exception_per_page"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="exception_ends_after_it_began"),
        ]

    def __str__(self):
        return str(self.page)

    @property
    def is_active(self):
        return self.ended_at is None and self.until >= today()
