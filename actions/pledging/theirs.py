"""Which proposals and pledges somebody has to do with, through the organisations that they speak for."""

from django.db.models import Exists, OuterRef, Q

from actions.models import Commitment, CoOwner, JointConfirmation, PledgeProposal
from partners.models import Organisation, Representative, Succession

MOST_HEIRS = 10
"""Mergers in a row that are followed."""


def heirs_of(organisations):
    """For each organisation what it merged into, as far as that goes; else itself."""
    heirs = list(organisations)
    for _step in range(MOST_HEIRS):
        merged = Succession.objects.filter(predecessor__in=heirs, kind=Succession.Kind.MERGED)
        next_of = {row.predecessor_id: row.successor for row in merged.select_related("successor")}
        if not next_of:
            break
        heirs = [next_of.get(organisation.pk, organisation) for organisation in heirs]
    return heirs


def heir_of(organisation):
    return heirs_of([organisation])[0]


def organisations_of(user, *, administers=False):
    """Keys of the organisations that this person speaks for, and of those that merged into them."""
    rows = Representative.objects.current().filter(user=user, organisation__archived_at__isnull=True)
    if administers:
        rows = rows.administrators()
    keys = found = set(rows.values_list("organisation", flat=True))
    for _step in range(MOST_HEIRS):
        merged = Succession.objects.filter(successor__in=found, kind=Succession.Kind.MERGED)
        found = set(merged.values_list("predecessor", flat=True)) - keys
        if not found:
            break
        keys = keys | found
    return keys


def speaks(user, organisation, *, administers=False):
    """Whether this person speaks for that organisation, or for what it merged into, today."""
    return organisation.pk in organisations_of(user, administers=administers)


def people_of(organisations, *, administers=True):
    """The people who administer these organisations, or also their staff."""
    rows = Representative.objects.current().filter(organisation__in=heirs_of(organisations))
    if administers:
        rows = rows.administrators()
    return [row.user for row in rows.select_related("user").order_by("pk")]


def proposals_of(user):
    """Proposals that their organisations lead, and those that they are asked to make together with others.

    `leads`: whether it is theirs to write.
    """
    mine = organisations_of(user)
    asked = JointConfirmation.objects.filter(proposal=OuterRef("pk"), organisation__in=mine)
    proposals = PledgeProposal.objects.select_related("organisation", "pledge__commitment").annotate(
        leads=Exists(Organisation.objects.filter(pk=OuterRef("organisation"), pk__in=mine))
    )
    return proposals.filter(Q(organisation__in=mine) | Exists(asked))


def pledges_of(user):
    """Commitments behind the pledges that their organisations lead or make together with others."""
    mine = organisations_of(user)
    joint = CoOwner.objects.filter(organisation__in=mine).values("commitment")
    pledges = Commitment.objects.filter(kind=Commitment.Kind.PLEDGE, pledge__isnull=False, archived_at__isnull=True)
    return pledges.filter(Q(organisation__in=mine) | Q(pk__in=joint)).select_related("organisation", "pledge")
