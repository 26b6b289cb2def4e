from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.dates import today


class Assignment(models.Model):
    """Who was asked for the next step of a page, and by when."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="assignment")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments", verbose_name=_("person")
    )
    due_on = models.DateField(_("by"), null=True, blank=True)
    note = models.CharField(_("message"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")

    def __str__(self):
        return f"{self.page_id}: {self.person}"

    @property
    def is_overdue(self):
        return bool(self.due_on and self.due_on < today())
