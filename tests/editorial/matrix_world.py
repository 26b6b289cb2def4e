"""What the matrix of roles is tried on: pages in every state, records in every state, and how to act on a page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.models import Page, TaskState

from core.services import record_archive
from editorial.models import Alignment, Ready
from editorial.services.publication import page_approve
from home.models import HomePage, StandardPage
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AssessmentFactory,
    CommitmentFactory,
    GovernmentFactory,
    GroupFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    OrganisationFactory,
    RecommendationFactory,
    ReportFactory,
    ResponseFactory,
    ServiceFactory,
    TargetFactory,
    UserFactory,
)

PAGE_STATES = ("draft", "review", "approval", "waiting", "live", "stale")
RECORD_STATES = ("public", "archived")
WORDS = {"nl": "Een zin over het plan.", "fr": "Une phrase sur le plan."}


class PageWorld:
    """A page in every state and language, written by somebody of another service than who is tried."""

    def __init__(self):
        self.author, self.reviewer = UserFactory(service=ServiceFactory()), UserFactory(service=ServiceFactory())
        self.homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
        self.shelf = self._live("shelf")
        self.pages = {}
        for state in PAGE_STATES:
            for language, page in getattr(self, f"_{state}")(state).items():
                self.pages[state, language] = Page.objects.get(pk=page.pk).specific

    def _draft(self, name):
        pages = {}
        for language, home in self.homes.items():
            home.refresh_from_db()
            page = StandardPage(
                title=f"{name} {language}", slug=f"{name}-{language}", introduction=WORDS[language],
                locale=home.locale, live=False,
            )  # fmt: skip
            for other in pages.values():
                page.translation_key = other.translation_key
            pages[language] = home.add_child(instance=page)
            page.save_revision(user=self.author)
        return pages

    def _review(self, name):
        pages = self._draft(name)
        for page in pages.values():
            page.get_workflow().start(page, self.author)
        return pages

    def _approval(self, name):
        pages = self._review(name)
        for page in pages.values():
            page.current_workflow_task_state.approve(user=self.reviewer)
        return pages

    def _waiting(self, name):
        pages = {language: self._draft(f"{name}-{language}")[language] for language in self.homes}
        for page in pages.values():
            page_approve(page=page, revision=page.latest_revision, by=self.reviewer)
        return pages

    def _live(self, name):
        pages = self._draft(name)
        for page in pages.values():
            page_approve(page=page, revision=page.latest_revision, by=self.reviewer)
        return pages

    def _stale(self, name):
        pages = self._live(name)
        Alignment.objects.filter(page__in=pages.values()).delete()
        return pages


class RecordWorld:
    """A record of every kind with screens, public and archived, of the government that is tried."""

    def __init__(self):
        self.government = GovernmentFactory()
        factories = (OrganisationFactory, GroupFactory, MembershipFactory, ActionPlanFactory, ActionFactory)
        self.records = {"public": {}, "archived": {}}
        for records in self.records.values():
            owner = OrganisationFactory(government=self.government)
            commitment = CommitmentFactory(organisation=owner)
            made = [factory() for factory in factories] + [commitment, ReportFactory(commitment=commitment)]
            recommendation = RecommendationFactory()
            made += [AssessmentFactory(commitment=commitment), recommendation, recommendation.source]
            made.append(ResponseFactory(recommendation=recommendation, on_behalf_of=owner))
            indicator = IndicatorFactory(organisation=owner)
            made += [indicator, TargetFactory(indicator=indicator), MeasurementFactory(indicator=indicator)]
            records.update({record._meta.label_lower: record for record in made})
        for record in [*self.records["public"].values(), *self.records["archived"].values()]:
            if hasattr(record, "save_revision"):
                record.save_revision()
        for label, record in self.records["archived"].items():
            if hasattr(record, "archived_at") and label != "actions.statusreport":
                record_archive(record=record)

    def get(self, model, state):
        """That record; of a vocabulary any, in one state only."""
        label = model._meta.label_lower
        return self.records[state].get(label) or (model.objects.first() if state == "public" else None)


def form_of(page, **changes):
    """What the page editor sends."""
    data = {
        "title": page.title, "slug": page.slug, "introduction": page.introduction, "seo_title": "",
        "search_description": "", "listing_title": "", "listing_summary": "", "listing_image": "", "picture": "",
        "body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", "go_live_at": "", "expire_at": "",
    }  # fmt: skip
    return data | changes


def snapshot(page):
    """All of a page that an act can change."""
    names = ("live", "live_revision", "latest_revision", "locked", "path")
    row = Page.objects.filter(pk=page.pk).values(*names).first()
    tasks = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).order_by("pk")
    return (row or {}) | {
        "there": row is not None,
        "ready": Ready.objects.filter(page=page.pk).values_list("revision").first(),
        "workflow": list(tasks.values_list("pk", "status")),
        "pages": Page.objects.count(),
        "privacy": page.view_restrictions.count(),
    }


@dataclass(frozen=True)
class Act:
    """One thing that somebody does with a page: its address, what is sent, and what must have changed afterwards."""

    route: str
    changes: tuple = ()
    place: str = "page_id"
    places: object = None
    data: object = None
    query: object = None

    def send(self, client, page, world):
        """The response; None where the address does not exist in that state."""
        places = self.places(page, world) if self.places else {}
        if None in places.values():
            return None
        where = {self.place: page.pk} if self.place else {}
        address = reverse(self.route, kwargs=where | places)
        if self.query:
            address = f"{address}?{urlencode(self.query(page, world))}"
        if self.data is None:
            return client.get(address)
        return client.post(address, self.data(page, world))


def _nothing(page, world):
    return {}


def _saves(**button):
    return lambda page, world: form_of(page, introduction=f"{page.introduction} Nieuw.", **button)


def _decides(action):
    def places(page, world):
        state = page.current_workflow_task_state
        return {"action_name": action, "task_state_id": state and state.pk}

    return places


def _shelf(page, world):
    return {"destination_id": world.shelf[page.locale.language_code].pk}


def _copy(page, world):
    parent = world.shelf[page.locale.language_code].pk
    return {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent, "copy_subpages": ""}


def _subpage(page, world):
    return {"content_type_app_name": "home", "content_type_model_name": "standardpage"}


def _revision(page, world):
    return {"revision_id": page.latest_revision_id}


def _bulk(action, changes, data=_nothing):
    def places(page, world):
        return {"app_label": "wagtailcore", "model_name": "page", "action": action}

    def query(page, world):
        return {"id": page.pk}

    return Act("wagtail_bulk_action", changes, place="", places=places, data=data, query=query)


PAGES = "wagtailadmin_pages:"
ACTS = {
    "explore": Act("wagtailadmin_explore", place="parent_page_id"),
    "read draft": Act(f"{PAGES}view_draft"),
    "read revision": Act(f"{PAGES}revisions_view", places=_revision),
    "read history": Act(f"{PAGES}history"),
    "read workflow history": Act(f"{PAGES}workflow_history"),
    "read usage": Act(f"{PAGES}usage"),
    "compare": Act(
        f"{PAGES}revisions_compare",
        place="pk",
        places=lambda *_: {"revision_id_a": "earliest", "revision_id_b": "latest"},
    ),
    "add below": Act(f"{PAGES}add", place="parent_page_id", places=_subpage),
    "open": Act(f"{PAGES}edit"),
    "save": Act(f"{PAGES}edit", ("latest_revision",), data=_saves()),
    "revert": Act(f"{PAGES}revisions_revert", places=_revision),
    "submit": Act(f"{PAGES}edit", ("workflow",), data=_saves(**{"action-submit": "1"})),
    "approve": Act(
        f"{PAGES}workflow_action", ("workflow",), places=_decides("approve"), data=lambda *_: {"comment": "Goed."}
    ),
    "return": Act(
        f"{PAGES}workflow_action",
        ("workflow",),
        places=_decides("reject"),
        data=lambda *_: {"comment": "Nog een bron."},
    ),
    "take back": Act(
        f"{PAGES}edit", ("workflow",), data=lambda page, _: form_of(page, **{"action-cancel-workflow": "1"})
    ),
    "publish": Act(f"{PAGES}edit", ("live_revision", "ready"), data=_saves(**{"action-publish": "1"})),
    "publish in bulk": _bulk("publish", ("live_revision", "ready")),
    "unpublish": Act(f"{PAGES}unpublish", ("live",), data=_nothing),
    "unpublish in bulk": _bulk("unpublish", ("live",)),
    "unschedule": Act(f"{PAGES}revisions_unschedule", places=_revision),
    "delete": Act(f"{PAGES}delete", ("there",), data=_nothing),
    "delete in bulk": _bulk("delete", ("there",)),
    "move": Act(f"{PAGES}move_confirm", ("path",), place="page_to_move_id", places=_shelf, data=_nothing),
    "move in bulk": _bulk(
        "move", ("path",), lambda page, world: {"chooser": world.shelf[page.locale.language_code].pk}
    ),
    "reorder": Act(
        f"{PAGES}set_page_position",
        ("path",),
        place="page_to_move_id",
        data=_nothing,
        query=lambda *_: {"position": 0},
    ),
    "copy": Act(f"{PAGES}copy", ("pages",), data=_copy),
    "lock": Act(f"{PAGES}lock", ("locked",), data=_nothing),
    "hide from the public": Act(f"{PAGES}set_privacy", ("privacy",), data=lambda *_: {"restriction_type": "login"}),
}
