"""Puts what became of an organisation among the screens of organisations."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from editorial.dossier import Cell, Section
from editorial.views import DossierView

from .views import RIGHT, LeaveView, MergeView, RenameView, ReorganiseView, dossier_url

VIEWS = {"rename": RenameView, "merge": MergeView, "reorganise": ReorganiseView, "leave": LeaveView}
ICONS = {"rename": "edit", "merge": "resubmit", "reorganise": "tasks", "leave": "logout"}


class OrganisationView(DossierView):
    """The dossier of an organisation, with the ways to record what became of it."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.object.is_archived or not self.request.user.has_perm(RIGHT):
            return buttons
        return buttons + [
            Button(
                str(VIEWS[name].page_title),
                url=reverse(self.viewset.get_url_name(name), args=[self.object.pk]),
                icon_name=ICONS[name],
                priority=70 + place,
            )
            for place, name in enumerate(VIEWS)
        ]


class LineageScreens:
    """For the view set of organisations."""

    inspect_view_class = OrganisationView

    def get_urlpatterns(self):
        own = [path(f"{name}/<int:pk>/", view.as_view(), name=name) for name, view in VIEWS.items()]
        return super().get_urlpatterns() + own


def history_section(record):
    """The names that it had, what it came from and what became of it; nothing for one without a history."""
    rows = [
        [Cell(_("Former name")), Cell(f"{row.name} ({row.acronym})" if row.acronym else row.name), Cell(row.until)]
        for row in record.former_names.all()
    ]
    for row in record.origins.select_related("predecessor"):
        label = _("Took over") if row.kind == row.Kind.MERGED else _("Came after")
        rows.append([Cell(label), Cell(str(row.predecessor), dossier_url(row.predecessor)), Cell(row.on)])
    rows += [
        [Cell(row.get_kind_display()), Cell(str(row.successor), dossier_url(row.successor)), Cell(row.on)]
        for row in record.successions.select_related("successor")
    ]
    return [Section(_("History"), [_("What"), _("Name"), _("From / until")], rows)] if rows else []
