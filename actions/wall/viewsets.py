from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from actions.board.kinds import dossier_of
from actions.board.sections import sections_of_commitment
from actions.deadlines import day
from actions.models import Pledge, PledgeProposal
from core.languages import active_language
from editorial.dossier import Cell, Section
from editorial.viewsets import PUBLIC, RecordViewSet, group, in_every_language

from .page import actions_of, commitment_of
from .states import is_late, state_of


class PledgeViewSet(RecordViewSet):
    """What partners promise in public: the facts, the pages, what was reported, the proposal that it came from."""

    model = Pledge
    icon = "pick"
    list_display = [
        "name", Column("organisation", label=gettext_lazy("Organisation")), "announced_on", PUBLIC,
    ]  # fmt: skip
    list_filter = ["commitment__organisation", "announced_on", "is_public", "fictional"]
    list_export = [
        "code", *[panel.field_name for panel in in_every_language("name", "measure")], "commitment", "announced_on",
        "is_public",
    ]  # fmt: skip
    export_filename = "pledges"
    search_fields = ["code", *[panel.field_name for panel in in_every_language("name")]]
    search_backend_name = None
    panels = [
        group(gettext_lazy("Name"), *in_every_language("name"), "code", "fictional", "is_public"),
        group(gettext_lazy("Promise"), "commitment", *in_every_language("measure"), "announced_on"),
    ]

    def get_queryset(self, request):
        return Pledge.objects.select_related("commitment__organisation")

    def dossier_sections(self, record, request):
        commitment = commitment_of(record)
        return [
            self._state(commitment),
            self._makers(commitment),
            *sections_of_commitment(record.commitment, request),
            *self._actions(commitment),
            *self._proposal(record),
        ]

    def _state(self, commitment):
        state = state_of(commitment)
        late = [[Cell(_("Late")), Cell(_("The deadline, as last moved, has passed."))]] if is_late(commitment) else []
        return Section(_("State"), [_("State"), _("Why")], [[Cell(state.label), Cell(state.rule)], *late])

    def _makers(self, commitment):
        rows = [[Cell(commitment, dossier_of(commitment)), Cell(commitment.organisation), Cell(_("Leads it"))]]
        rows += [[Cell(""), Cell(row.organisation), Cell(_("Makes it too"))] for row in commitment.co_owners.all()]
        return Section(_("Who promises it"), [_("Commitment"), _("Organisation"), _("Role")], rows)

    def _actions(self, commitment):
        found = actions_of(commitment, active_language())
        rows = [
            [Cell(row["card"].title, dossier_of(row["card"].record)), Cell(row["plan"]), Cell(row["number"])]
            for row in found
        ]
        return [Section(_("Actions that it supports"), [_("Action"), _("Plan"), _("Number")], rows)] if rows else []

    def _proposal(self, record):
        proposal = PledgeProposal.objects.filter(pledge=record).select_related("organisation", "submitted_by").first()
        if proposal is None:
            return []
        row = [
            Cell(proposal.organisation),
            Cell(proposal.submitted_by or ""),
            Cell(proposal.submitted_at and day(proposal.submitted_at)),
            Cell(proposal.decided_at and day(proposal.decided_at)),
        ]
        answers = [
            [
                Cell(one.organisation),
                Cell(one.get_state_display()),
                Cell(one.answered_at and day(one.answered_at)),
            ]
            for one in proposal.confirmations.select_related("organisation")
        ]
        headings = [_("Organisation"), _("Submitted by"), _("Submitted at"), _("Decided on")]
        sections = [Section(_("Proposal that it came from"), headings, [row])]
        if answers:
            sections.append(
                Section(_("What partners answered"), [_("Organisation"), _("State"), _("Answered at")], answers)
            )
        return sections
