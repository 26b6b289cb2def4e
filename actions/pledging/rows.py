"""The proposals and pledges of somebody's organisations, in words: where each stands, and what waits for them."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from actions.deadlines import when
from actions.due import next_report
from actions.models import JointConfirmation, Responsibility
from actions.wall.states import is_late, state_of
from core.cards import pages_for
from core.dates import today
from core.places import address_of

from .theirs import organisations_of, pledges_of, proposals_of
from .wording import title_of


@dataclass(frozen=True)
class Row:
    """One proposal, or one pledge: what it is called, how it stands, and where it leads."""

    code: str
    title: str
    lang: str
    organisation: str
    url: str
    status: str
    """The pictogram of the label."""
    label: str
    deadline: str = ""
    waits: str = ""
    """What waits for this person, in words; empty where nothing does."""
    act_url: str = ""
    act: str = ""
    links: tuple = ()
    """[(label, address)]: what everybody can see of it."""


def rows_of(user, language, on=None):
    """(what waits for this person, proposals in the making, pledges); ten queries at most, however many."""
    day = on or today()
    proposals = _proposal_rows(user, language)
    pledges = _pledge_rows(user, language, day)
    waiting = [row for row in [*proposals, *pledges] if row.waits]
    return (
        waiting,
        [row for row in proposals if not row.waits],
        [row for row in pledges if not row.waits],
    )


def _proposal_rows(user, language):
    proposals = (
        proposals_of(user).exclude(state__in=["accepted", "withdrawn"]).prefetch_related("confirmations__organisation")
    )
    mine = organisations_of(user, administers=True)
    return [
        _proposal_row(proposal, mine, language) for proposal in proposals if proposal.leads or not proposal.is_editable
    ]


def _proposal_row(proposal, mine, language):
    title, lang = title_of(proposal, language)
    waits, act, name = _next_step(proposal, mine)
    screen = "pledging:edit" if proposal.leads and proposal.is_editable else "pledging:proposal"
    return Row(
        code=str(proposal.key),
        title=title,
        lang=lang,
        organisation=proposal.organisation.name_in(language),
        url=reverse(screen, args=[proposal.key]),
        status="not_started",
        label=str(proposal.get_state_display()),
        waits=waits,
        act=act,
        act_url=reverse(name, args=[proposal.key]) if name else "",
    )


def _next_step(proposal, mine):
    """(what waits for this person, what they can do, the screen for it)."""
    state = proposal.State
    confirmations = proposal.confirmations.all()
    if proposal.state == state.CONFIRMING:
        asked = [row for row in confirmations if row.state == JointConfirmation.State.ASKED]
        if any(row.organisation_id in mine for row in asked):
            return _("You are asked to confirm it, or to decline."), _("Read and answer"), "pledging:proposal"
        if not proposal.leads:
            return "", "", ""
        if any(row.state == JointConfirmation.State.DECLINED for row in confirmations):
            return _("A partner declined."), _("See why, and go on"), "pledging:proposal"
        if not asked:
            return _("Every partner has confirmed."), _("Send it to the secretariat"), "pledging:proposal"
        return "", "", ""
    if not proposal.leads:
        return "", "", ""
    if proposal.state == state.RETURNED:
        reason = _("The secretariat sent it back: “{reason}”").format(reason=proposal.reason)
        return reason, _("Change the text"), "pledging:edit"
    if proposal.state == state.DRAFT:
        return "", _("Go on writing"), "pledging:edit"
    return "", "", ""


def _pledge_rows(user, language, day):
    commitments = list(pledges_of(user).with_status(day).order_by("-pledge__announced_on", "pk"))
    reports_on = set(
        Responsibility.objects.open(day)
        .filter(contact__user=user, commitment__in=[row.pk for row in commitments])
        .values_list("commitment", flat=True)
    )
    pages = pages_for([commitment.pledge for commitment in commitments], language)
    return [
        _pledge_row(commitment, pages.get(commitment.pledge.pk), commitment.pk in reports_on, language, day)
        for commitment in commitments
    ]


def _pledge_row(commitment, page, reports, language, day):
    state = state_of(commitment, day)
    coming = next_report(commitment)
    is_due = bool(coming and coming.on <= day) or is_late(commitment, day)
    return Row(
        code=commitment.pledge.code,
        title=commitment.pledge.name_in(language) or commitment.pledge.code,
        lang="",
        organisation=commitment.organisation.name_in(language),
        url=reverse("pledging:pledge", args=[commitment.pledge.code]),
        status=state.pictogram,
        label=str(state.label),
        deadline=when(commitment, commitment.standing(day)),
        waits=_("A report is due.") if is_due and reports else "",
        act=_("Report on it") if reports and commitment.is_open else "",
        act_url=reverse("owners:report", args=[commitment.code]) if reports and commitment.is_open else "",
        links=tuple(public_links(commitment.pledge, page, language)),
    )


def public_links(pledge, page, language):
    """What everybody can see of a public pledge: [(label, address)]."""
    if not pledge.is_shown:
        return
    if page:
        yield _("Public page"), address_of(page.url_path)
    for label, name in ((_("Badge"), "actions:pledge_badge"), (_("Certificate"), "actions:pledge_certificate")):
        if address := _address(name, pledge.code, language):
            yield label, address


def _address(name, code, language):
    """The address of a file about the pledge, in whichever shape it has; empty where there is none."""
    for arguments in ([code, language], [code]):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return ""
