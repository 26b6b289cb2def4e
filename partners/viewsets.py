from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import InlinePanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from editorial.dossier import Cell, Section, add_url
from editorial.views import PrefilledCreateView
from editorial.viewsets import PUBLIC, RecordViewSet, TermViewSet, group, in_every_language

from .importing.screens import OrganisationImport
from .lineage.screens import LineageScreens, history_section
from .models import Group, Membership, Organisation
from .moderation.managers import OrganisationForm
from .moderation.viewsets import RequestsViewSet
from .space.admin_sections import sections_of as people_sections


def seat_url(seat):
    return reverse(Membership.snippet_viewset.get_url_name("edit"), args=[seat.pk])


class OrganisationViewSet(OrganisationImport, LineageScreens, RecordViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "kind", "sector", "region", PUBLIC]
    ordering = ["name"]
    list_filter = ["kind", "sector", "region", "government", "size", "is_public", "fictional"]
    list_export = [
        "code", *[panel.field_name for panel in in_every_language("name", "acronym")], "kind", "size", "sector",
        "region", "government", "enterprise_number", "website", "joined_on", "left_on", "is_public",
    ]  # fmt: skip
    export_filename = "organisations"
    facts_form_class = OrganisationForm
    panels = [
        group(gettext_lazy("Name"), *in_every_language("name", "acronym"), "code", "fictional", "is_public"),
        group(gettext_lazy("Kind"), "kind", "size", "sector", "region", "government", "parent", "enterprise_number"),
        group(
            gettext_lazy("Contact"), "website", "email", "telephone", *in_every_language("street"), "postcode",
            *in_every_language("town"),
        ),
        group(gettext_lazy("Partnership"), "joined_on", "left_on", "account_manager", "logo", "themes", "goals"),
    ]  # fmt: skip

    def dossier_sections(self, record, request):
        seats = record.memberships.select_related("group")
        add = add_url(Membership, request, organisation=record.pk)
        rows = [
            [Cell(seat.group.name, seat_url(seat)), Cell(seat.get_role_display()), Cell(seat.person)] for seat in seats
        ]
        headings = [_("Group"), _("Role"), _("Person")]
        groups = Section(_("Groups"), headings, rows, add, _("Add to a group"))
        return [groups, *people_sections(record, request.user), *history_section(record)]


class GroupViewSet(RecordViewSet):
    model = Group
    icon = "user"
    list_display = ["name", "kind", "organiser", "since", PUBLIC]
    ordering = ["name"]
    list_filter = ["kind", "organiser", "is_public", "fictional"]
    list_export = [
        "code", *[panel.field_name for panel in in_every_language("name")], "kind", "organiser", "since", "until",
        "is_public",
    ]  # fmt: skip
    export_filename = "groups"
    panels = [
        group(gettext_lazy("Name"), *in_every_language("name"), "code", "fictional", "is_public"),
        group(gettext_lazy("Group"), "kind", "organiser", "since", "until", "themes"),
        group(gettext_lazy("Contact"), "email", "telephone"),
        InlinePanel("funding", heading=gettext_lazy("Funders"), label=gettext_lazy("Funder")),
    ]

    def dossier_sections(self, record, request):
        add = add_url(Membership, request, group=record.pk)
        rows = [
            [
                Cell(seat.organisation or seat.person, seat_url(seat)),
                Cell(seat.person),
                Cell(seat.get_role_display()),
                Cell(seat.since or ""),
                Cell(seat.until or ""),
            ]
            for seat in record.memberships.select_related("organisation")
        ]
        headings = [_("Member"), _("Person"), _("Role"), _("Since"), _("Until")]
        return [Section(_("Members"), headings, rows, add, _("Add a member"))]


class MembershipViewSet(TermViewSet):
    model = Membership
    icon = "user"
    list_display = ["__str__", "person", "role", "since", "until"]
    list_filter = ["group", "role"]
    panels = ["group", "organisation", "person", "role", "since", "until"]
    add_view_class = PrefilledCreateView


class PartnersGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Partners")
    menu_icon = "group"
    menu_order = 210
    items = [RequestsViewSet, OrganisationViewSet, GroupViewSet, MembershipViewSet]
