"""Pages and pairs with how far they are, in SQL: the words of editorial.states, for lists of any length."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Lower, NullIf
from wagtail.models import Page, WorkflowState

from core.languages import active_language, language_codes
from core.querysets import words_of

from .models import Alignment, Pair
from .states import State

SECTION_DEPTH = 3
"""Where the pages right under the home page stand in the tree."""


def pages_with_state(pages=None):
    """Pages with `state` and `since`, as editorial.states.describe tells them for one page."""
    others = _others()
    workflows = _workflows()
    stale = _stale_against(others)
    pages = Page.objects.all() if pages is None else pages
    pages = pages.annotate(
        workflow_status=Subquery(workflows.values("status")[:1]),
        workflow_task=Subquery(workflows.values("current_task_state__task")[:1]),
        workflow_comment=Subquery(workflows.values("current_task_state__comment")[:1]),
        workflow_since=Subquery(
            workflows.values(
                at=Case(
                    When(status=WorkflowState.STATUS_NEEDS_CHANGES, then=F("current_task_state__finished_at")),
                    default=F("current_task_state__started_at"),
                )
            )[:1]
        ),
        workflow_person=Subquery(workflows.values("requested_by")[:1]),
        changed_at=Subquery(stale.values("last_published_at")[:1]),
    )
    return pages.annotate(
        state=Case(
            When(workflow_status=WorkflowState.STATUS_NEEDS_CHANGES, then=Value(State.RETURNED.value)),
            When(workflow_status=WorkflowState.STATUS_IN_PROGRESS, then=Value(State.REVIEW.value)),
            When(ready__revision__approved_go_live_at__isnull=False, then=Value(State.SCHEDULED.value)),
            When(ready__isnull=False, then=Value(State.WAITING.value)),
            When(~Exists(others), then=Value(State.MISSING.value)),
            When(first_published_at=None, then=Value(State.TRANSLATING.value)),
            When(Exists(stale), then=Value(State.STALE.value)),
            When(has_unpublished_changes=True, then=Value(State.CHANGED.value)),
            default=Value(State.ALIGNED.value),
            output_field=CharField(),
        )
    ).annotate(
        since=Case(
            When(state__in=[State.RETURNED, State.REVIEW], then=F("workflow_since")),
            When(state__in=[State.SCHEDULED, State.WAITING], then=F("ready__at")),
            When(state=State.MISSING, then=Coalesce("first_published_at", "latest_revision_created_at")),
            When(state=State.STALE, then=F("changed_at")),
            When(state=State.ALIGNED, then=F("last_published_at")),
            default=F("latest_revision_created_at"),
        )
    )


def _others():
    """The same page in the other languages, by their language code."""
    others = Page.objects.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    return others.order_by("locale__language_code")


def _workflows():
    """The workflow that the page is in."""
    kind = ContentType.objects.get_for_model(Page)
    page = Cast(OuterRef("pk"), CharField())
    return WorkflowState.objects.active().filter(base_content_type=kind, object_id=page).order_by()


def _stale_against(others):
    """Live counterparts whose text the page was not aligned with."""
    aligned = Alignment.objects.filter(
        page=OuterRef(OuterRef("pk")), counterpart=OuterRef("pk"), revision__gte=OuterRef("live_revision")
    )
    return others.filter(~Exists(aligned), live=True, live_revision__isnull=False)


def pairs_with_order():
    """Pairs with what lists sort them by: `title` in the reader's language, `place`, `since` and `due`."""
    pages = Page.objects.filter(translation_key=OuterRef("translation_key")).order_by()
    unfinished = pages_with_state(pages).exclude(state=State.ALIGNED)
    languages = sorted(language_codes(), key=lambda code: code != active_language())
    in_language = [pages.filter(locale__language_code=code) for code in languages]
    titles = [Subquery(found.values(name=Lower(_title()))[:1]) for found in in_language]
    places = [Subquery(found.values("path")[:1]) for found in in_language]
    return Pair.objects.annotate(
        title=Coalesce(*titles, Value("")),
        place=Coalesce(*places, Value("")),
        since=_earliest(unfinished, "since"),
        due=_earliest(pages, "assignment__due_on"),
    ).order_by(F("since").asc(nulls_last=True), "pk")


def _title():
    return Coalesce(NullIf("draft_title", Value("")), "title")


def _earliest(pages, field):
    return Subquery(pages.values("translation_key").annotate(first=Min(field)).values("first"))


def pairs_where(pairs, pages, *, lacks=None):
    """Those pairs that have one of these pages and, with `lacks`, no page in that language (in some, for "")."""
    if lacks is not None:
        codes = [lacks] if lacks else language_codes()
        there = [
            Page.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=code)
            for code in codes
        ]
        pairs = pairs.filter(Q(*(~Exists(found) for found in there), _connector=Q.OR))
    return pairs.filter(translation_key__in=pages.order_by().values("translation_key"))


def pages_named(text):
    """Pages in whose title every word stands."""
    pages = Page.objects.all()
    for word in words_of(text):
        pages = pages.filter(Q(draft_title__icontains=word) | Q(title__icontains=word))
    return pages


def section_pages():
    """The pages right under the home pages, in the order of the tree."""
    keys = Pair.objects.values("translation_key")
    pages = Page.objects.filter(depth=SECTION_DEPTH, translation_key__in=keys)
    return pages.select_related("locale").order_by("path")
