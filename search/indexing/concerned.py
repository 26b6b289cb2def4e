"""Which pages and commitments show something of a record, and have to be indexed again when it changes.

Each function takes primary keys.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Page

from actions.models import (
    ActionPage,
    ActionPlanPage,
    Commitment,
    PledgePage,
    ProgressReportPage,
    Recommendation,
    RecommendationIndexPage,
)
from consultations.models import ConsultationPage
from core.models import Theme
from partners.models import PartnerPage, WorkingGroupPage
from search.models import Entry


@dataclass(frozen=True)
class Concerned:
    """Querysets; or primary keys of what may be gone."""

    pages: tuple = ()
    commitments: object = ()
    recommendations: object = ()


def pages(keys):
    """Pages themselves, and what stands below them without being a page."""
    lists = RecommendationIndexPage.objects.filter(pk__in=keys)
    return Concerned(
        pages=(Page.objects.filter(pk__in=keys),),
        commitments=Commitment.objects.filter(action__pages__in=keys),
        recommendations=Recommendation.objects.all() if lists.exists() else (),
    )


def branches(keys):
    """Pages and everything below them."""
    paths = Page.objects.filter(pk__in=keys).values_list("path", flat=True)
    below = Page.objects.filter(reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[])))
    return pages(below.order_by().values("pk"))


def organisations(keys):
    promised = Commitment.objects.filter(Q(organisation__in=keys) | Q(co_owners__organisation__in=keys))
    places = (
        PartnerPage.objects.filter(organisation__in=keys),
        WorkingGroupPage.objects.filter(group__organiser__in=keys),
        ConsultationPage.objects.filter(consultation__organisation__in=keys),
    )
    advice = Recommendation.objects.filter(source__organisation__in=keys)
    return Concerned((*places, *_pages_with(promised)), promised, advice)


def sectors(keys):
    return Concerned((PartnerPage.objects.filter(organisation__sector__in=keys),))


def groups(keys):
    return Concerned((WorkingGroupPage.objects.filter(group__in=keys),))


def consultations(keys):
    return Concerned((ConsultationPage.objects.filter(consultation__in=keys),))


def plans(keys):
    places = (
        ActionPlanPage.objects.filter(plan__in=keys),
        ActionPage.objects.filter(action__plan__in=keys),
        ProgressReportPage.objects.filter(progress_report__snapshot__plan__in=keys),
        ConsultationPage.objects.filter(consultation__plan__in=keys),
    )
    return Concerned(places, Commitment.objects.filter(action__plan__in=keys))


def progress_reports(keys):
    return Concerned((ProgressReportPage.objects.filter(progress_report__in=keys),))


def actions(keys):
    return Concerned((ActionPage.objects.filter(action__in=keys),), Commitment.objects.filter(action__in=keys))


def commitments(keys):
    rows = Commitment.objects.filter(pk__in=keys)
    return Concerned(_pages_with(rows), rows)


def pledges(keys):
    return Concerned((PledgePage.objects.filter(pledge__in=keys),))


def recommendations(keys):
    return Concerned(recommendations=keys)


def sources(keys):
    return Concerned(recommendations=Recommendation.objects.filter(source__in=keys))


def themes(keys):
    """What was indexed under them; a record that gets or loses a theme is saved itself."""
    codes = Theme.objects.filter(pk__in=keys).values_list("code", flat=True)
    entries = Entry.objects.filter(reduce(or_, (Q(themes__contains=code) for code in codes), Q(pk__in=[])))
    return Concerned(
        pages=(Page.objects.filter(pk__in=entries.filter(key__startswith="page-").order_by().values("page")),),
        commitments=Commitment.objects.filter(pk__in=entries.exclude(commitment=None).order_by().values("commitment")),
        recommendations=Recommendation.objects.filter(themes__in=keys),
    )


def _pages_with(promised):
    """The pages on which these commitments stand."""
    numbers = promised.order_by().values("pk")
    return (
        ActionPage.objects.filter(action__commitments__in=numbers),
        PledgePage.objects.filter(pledge__commitment__in=numbers),
    )
