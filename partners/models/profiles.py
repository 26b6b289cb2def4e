from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.private_files import private_storage

from .requests import Request, Typed


class ProfileSubmission(Request, Typed):
    """What the people of an organisation want its profile to say: facts, and words in one language or in each."""

    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="submissions", verbose_name=_("organisation")
    )
    before = models.JSONField(
        _("what the profile said"), default=dict, help_text=_("When this was begun, to show what changed.")
    )
    logo = models.FileField(
        _("new logo"), upload_to="logos/%Y/%m", storage=private_storage, max_length=200, blank=True
    )
    wants_translation = models.BooleanField(_("asks for a translation"), default=False)

    class Meta(Request.Meta):
        verbose_name = _("profile submission")
        verbose_name_plural = _("profile submissions")
        ordering = ["-saved_at", "-pk"]
        permissions = [("moderate_profilesubmission", "Can accept profiles of organisations, or send them back")]
        constraints = [
            *Request.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="profilesubmission_open_once",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.get_state_display()}"
