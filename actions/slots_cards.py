"""What organisations promised and how they keep it, in a sentence on each card of a list of them."""

from collections import Counter, defaultdict

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import slots

from .models.commitments import Commitment, CoOwner
from .models.statuses import Standing

SHOWN = (Standing.COMPLETED, Standing.IN_PROGRESS, Standing.LATE, Standing.UPDATE_DUE, Standing.LAPSED)
"""What the sentence says of them, in this order; the others are on the page of the organisation."""


@slots.provide_for_list("partners.cards", name="promises", queries=2)
def promises_of_organisations(organisations, language):
    """{primary key: "2 commitments, 3 pledges: 1 fulfilled, 1 late."}; in two queries."""
    keys = [organisation.pk for organisation in organisations]
    owners = defaultdict(set)
    for key, organisation in CoOwner.objects.filter(organisation__in=keys).values_list("commitment", "organisation"):
        owners[key].add(organisation)
    theirs = public_promises().filter(Q(organisation__in=keys) | Q(pk__in=list(owners))).with_status()
    promises = defaultdict(list)
    for commitment in theirs:
        for key in owners[commitment.pk] | {commitment.organisation_id}:
            promises[key].append(commitment)
    return {key: _sentence(promises[key]) for key in keys if promises[key]}


def public_promises():
    """Commitments in public plans, and pledges that everybody may see."""
    in_a_plan = Q(kind=Commitment.Kind.AUTHORITY, action__is_public=True, action__plan__is_public=True)
    pledged = Q(kind=Commitment.Kind.PLEDGE, pledge__is_public=True, pledge__archived_at__isnull=True)
    return Commitment.objects.public().filter(in_a_plan | pledged)


def _sentence(promises):
    pledges = sum(promise.kind == Commitment.Kind.PLEDGE for promise in promises)
    commitments = len(promises) - pledges
    counts = Counter(promise.standing() for promise in promises)
    numbers = [
        words.format(number=number_format(number))
        for number, words in (
            (commitments, ngettext("{number} commitment", "{number} commitments", commitments)),
            (pledges, ngettext("{number} pledge", "{number} pledges", pledges)),
        )
        if number
    ]
    said = [_words(standing, counts[standing]) for standing in SHOWN if counts[standing]]
    if not said:
        return _("{promises}.").format(promises=", ".join(numbers))
    return _("{promises}: {standings}.").format(promises=", ".join(numbers), standings=", ".join(said))


def _words(standing, number):
    words = {
        Standing.COMPLETED: ngettext("{number} fulfilled", "{number} fulfilled", number),
        Standing.IN_PROGRESS: ngettext("{number} in progress", "{number} in progress", number),
        Standing.LATE: ngettext("{number} late", "{number} late", number),
        Standing.UPDATE_DUE: ngettext("{number} update due", "{number} updates due", number),
        Standing.LAPSED: ngettext("{number} lapsed", "{number} lapsed", number),
    }
    return words[standing].format(number=number_format(number))
