"""The facts of a pledge that is accepted."""

from django.utils.text import slugify
from wagtail.models import Page

from actions.models import Commitment, CoOwner, Milestone, Pledge, PledgeIndexPage
from core.dates import add_months
from core.languages import localized_name
from core.services import record_create
from partners.models import Organisation


def take_turns():
    """Two acceptances at the same moment would take the same codes, and the same place in the tree of pages."""
    places = PledgeIndexPage.objects.values("pk")
    list(Page.objects.select_for_update(of=["self"]).filter(pk__in=places).order_by("pk"))


def commitment_make(promise, leader, on, by):
    """The public commitment that this promise makes on that day."""
    Organisation.objects.select_for_update(of=["self"]).get(pk=leader.pk)
    is_ongoing = promise.timing == Commitment.Timing.ONGOING
    commitment = Commitment(
        kind=Commitment.Kind.PLEDGE,
        organisation=leader,
        timing=promise.timing,
        first_deadline=promise.ends_on,
        review_on=add_months(on, 12) if is_ongoing else None,
        is_public=True,
        **{localized_name("text", code): text for code, text in promise.texts["text"].items()},
    )
    commitment.full_clean()
    for name in ("themes", "goals"):
        setattr(commitment, name, getattr(promise.named, name))
    commitment.supports = promise.named.actions
    commitment.co_owners = [
        CoOwner(organisation=partner, sort_order=number) for number, partner in enumerate(promise.named.partners)
    ]
    commitment.milestones = [
        Milestone(due_on=due_on, sort_order=number, **{localized_name("name", code): names[code] for code in names})
        for number, (names, due_on) in enumerate(promise.milestones)
    ]
    commitment.save()
    commitment.save_revision(user=by)
    return commitment


def pledge_make(promise, commitment, on, proposal):
    """The pledge that readers see, with its draft pages."""
    names = promise.texts["name"]
    pledge = Pledge(
        commitment=commitment,
        code=_free_code(names[proposal.language] or next(iter(names.values()))),
        announced_on=on,
        is_public=True,
        **{localized_name("name", code): text for code, text in names.items()},
        **{localized_name("measure", code): text for code, text in promise.texts["measure"].items()},
    )
    return record_create(record=pledge, user=proposal.submitted_by)


def _free_code(name):
    base = slugify(name)[:70].strip("-") or "pledge"
    taken = set(Pledge.objects.filter(code__startswith=base).values_list("code", flat=True))
    codes = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 2))]
    return next(code for code in codes if code not in taken)
