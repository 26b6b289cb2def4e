from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.models import Action, Assessment, Commitment, Recommendation, RecommendationSource, Response
from core.dates import day_of
from editorial.dossier import Cell, Section, add_url
from editorial.permissions import LogPermissionPolicy
from editorial.views import RecordIndexView
from editorial.viewsets import PUBLIC, RecordViewSet, group, in_every_language

from .dossiers import inspect_url, recommendation_section
from .filters import RecommendationFilterSet
from .forms import AssessmentForm, RecommendationForm, ResponseForm
from .views import (
    AssessmentCreateView,
    AssessmentTranslateView,
    AssessmentView,
    ResponseCreateView,
    ResponseView,
)


class LogIndexView(RecordIndexView):
    """A log; a title leads to the entry."""


class SayingViewSet(RecordViewSet):
    """A log of what somebody said: entries are added, nothing in it is changed or deleted."""

    permission_policy_class = LogPermissionPolicy
    index_view_class = LogIndexView
    search_fields = ["reason"]
    search_backend_name = None
    about = ""
    """The field that names what an entry is about."""

    def dossier_sections(self, record, request):
        subject = getattr(record, self.about)
        title = subject._meta.verbose_name.capitalize()
        sections = [Section(title, [title], [[Cell(subject, inspect_url(subject))]])]
        rows = [
            [Cell(row.get_language_display()), Cell(row.reason), Cell(day_of(row.translated_at))]
            for row in record.translations.all()
        ]
        if rows:
            sections.append(Section(_("In the other language"), [_("Language"), _("Reason"), _("Since")], rows))
        return sections


class AssessmentViewSet(SayingViewSet):
    """What others say of a commitment, beside what its owner reports."""

    model = Assessment
    icon = "comment"
    add_view_class = AssessmentCreateView
    inspect_view_class = AssessmentView
    list_display = ["__str__", "commitment", "level", "voice", "assessed_on"]
    list_filter = ["level", "voice", "assessed_on", "commitment__action__plan"]
    list_export = [
        "commitment", "assessor", "voice", "level", "assessed_on", "language", "reason", "source", "source_url",
        "corrects", "recorded_at",
    ]  # fmt: skip
    export_filename = "assessments"
    facts_form_class = AssessmentForm
    about = "commitment"
    panels = [
        "commitment", "assessor", "voice", "level", "assessed_on", "language", "reason", "source", "source_url",
        "corrects",
    ]  # fmt: skip

    def get_queryset(self, request):
        return self.model.objects.select_related("assessor", "commitment__organisation")

    def get_urlpatterns(self):
        translate = self.construct_view(AssessmentTranslateView, viewset=self)
        return [*super().get_urlpatterns(), path("translate/<int:pk>/", translate, name="translate")]


class RecommendationSourceViewSet(RecordViewSet):
    model = RecommendationSource
    icon = "doc-full"
    list_display = ["name", "kind", "organisation", "published_on", PUBLIC]
    list_filter = ["kind", "is_public", "fictional"]
    list_export = [
        "code", *[panel.field_name for panel in in_every_language("name")], "kind", "organisation", "published_on",
        "url", "is_public",
    ]  # fmt: skip
    export_filename = "sources-of-recommendations"
    search_fields = ["code", *[panel.field_name for panel in in_every_language("name")]]
    search_backend_name = None
    panels = [
        group(gettext_lazy("Name"), *in_every_language("name"), "code", "fictional", "is_public"),
        group(gettext_lazy("Where it comes from"), "kind", "organisation", "published_on", "url"),
    ]

    def dossier_sections(self, record, request):
        url = add_url(Recommendation, request, source=record.pk)
        return [recommendation_section(record.recommendations.all(), add_url=url, add_label=_("Add a recommendation"))]


class RecommendationViewSet(RecordViewSet):
    model = Recommendation
    icon = "openquote"
    list_display = ["__str__", "source", PUBLIC]
    facts_form_class = RecommendationForm
    inspect_view_fields_exclude = ["actions", "commitments"]
    filterset_class = RecommendationFilterSet
    list_export = [
        "code", "source", "number", *[panel.field_name for panel in in_every_language("text")], "is_public",
    ]  # fmt: skip
    export_filename = "recommendations"
    search_fields = [panel.field_name for panel in in_every_language("text")]
    search_backend_name = None
    panels = [
        group(gettext_lazy("Recommendation"), "source", "number", *in_every_language("text"), "is_public"),
        group(gettext_lazy("Subjects"), "themes", "goals", "principles"),
        group(gettext_lazy("What answers it"), "actions", "commitments"),
    ]

    def get_queryset(self, request):
        return self.model.objects.select_related("source")

    def dossier_sections(self, record, request):
        return [self._responses(record, request), self._actions(record), self._commitments(record)]

    def _responses(self, record, request):
        rows = [
            [
                Cell(response.on_behalf_of, inspect_url(response)),
                Cell(response.get_answer_display()),
                Cell(response.answered_on),
                Cell(response.reason),
                Cell(response.get_state_display()),
            ]
            for response in record.responses.select_related("on_behalf_of")
        ]
        headings = [_("Authority"), _("Answer"), _("Answered on"), _("Reason"), _("State")]
        url = add_url(Response, request, recommendation=record.pk)
        return Section(_("Answers"), headings, rows, url, _("Add an answer"))

    def _actions(self, record):
        rows = [
            [Cell(action.number, inspect_url(action)), Cell(action.name, inspect_url(action)), Cell(action.plan)]
            for action in Action.objects.filter(recommendations=record).select_related("plan")
        ]
        return Section(_("Actions that answer it"), [_("Number"), _("Action"), _("Plan")], rows)

    def _commitments(self, record):
        commitments = Commitment.objects.filter(recommendations=record).with_status()
        rows = [
            [
                Cell(commitment.organisation, inspect_url(commitment)),
                Cell(commitment.text),
                Cell(commitment.standing().label),
            ]
            for commitment in commitments.select_related("organisation")
        ]
        headings = [_("Organisation"), _("Commitment"), _("Status")]
        return Section(_("Commitments that answer it"), headings, rows)


class ResponseViewSet(SayingViewSet):
    """What authorities answer to recommendations: submitted, then approved or returned by a colleague."""

    model = Response
    icon = "mail"
    add_view_class = ResponseCreateView
    inspect_view_class = ResponseView
    list_display = ["__str__", "recommendation", "answered_on", "state", "submitted_by"]
    list_filter = ["state", "answer", "answered_on", "recommendation__source"]
    list_export = [
        "recommendation", "on_behalf_of", "answer", "answered_on", "language", "reason", "state", "submitted_at",
        "decided_at",
    ]  # fmt: skip
    export_filename = "responses"
    facts_form_class = ResponseForm
    about = "recommendation"
    panels = ["recommendation", "on_behalf_of", "answer", "answered_on", "language", "reason"]

    def get_queryset(self, request):
        return self.model.objects.select_related("on_behalf_of", "recommendation__source", "submitted_by")
