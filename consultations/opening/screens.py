"""The opening among the screens of consultations: addresses, buttons and parts of the dossier."""

from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from consultations.authoring.screens import ConsultationView
from consultations.models import Phase
from core.languages import active_language, localized_value
from editorial.dossier import Cell, Section

from .admin_views import ChangeView, CorrectView, ExtendView, OpenView

VIEWS = {"open": OpenView, "correct": CorrectView, "change": ChangeView, "extend": ExtendView}


class OpeningView(ConsultationView):
    """The dossier, with the acts that are possible now, for who may do them."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if not self.user_has_permission("open"):
            return buttons
        return buttons + [
            Button(label, url=self._address(name), icon_name=VIEWS[name].header_icon, priority=30 + place)
            for place, (name, label) in enumerate(acts(self.object.phase(timezone.now())))
        ]

    def _address(self, name):
        return reverse(self.viewset.get_url_name(name), args=[self.object.pk])


def acts(phase):
    """[(name, label)] of what can be done in that phase."""
    if phase == Phase.DRAFT:
        return [("open", _("Open the consultation"))]
    possible = [
        ("correct", _("Correct words"), phase != Phase.CLOSED),
        ("change", _("Change what is asked"), phase in (Phase.PLANNED, Phase.OPEN)),
        ("extend", _("Give more time"), phase != Phase.CLOSED),
    ]
    return [(name, label) for name, label, can_be in possible if can_be]


class OpeningScreens:
    """For the view set of consultations."""

    inspect_view_class = OpeningView

    def get_urlpatterns(self):
        return super().get_urlpatterns() + [
            path(f"{name}/<int:pk>/", view.as_view(viewset=self), name=name) for name, view in VIEWS.items()
        ]


def extensions_section(consultation):
    """When and why the last day moved, and who decided."""
    rows = [
        [
            Cell(date_format(extension.closes_on, "DATE_FORMAT")),
            Cell(localized_value(extension, "reason", active_language())),
            Cell(extension.decided_by or ""),
            Cell(date_format(localtime(extension.decided_at), "DATETIME_FORMAT")),
        ]
        for extension in consultation.extensions.select_related("decided_by")
    ]
    headings = [_("New last day"), _("Reason"), _("Decided by"), _("Decided on")]
    return [Section(_("Extensions"), headings, rows)] if rows else []
