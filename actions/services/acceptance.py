"""A proposal becomes a pledge: its promise, its pages, who reports on it and the first report, in one transaction."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import StatusReport
from actions.pledging import mails
from actions.pledging.promise import read
from actions.pledging.theirs import heir_of, heirs_of, speaks
from core.languages import language_codes, localized_name
from partners.models import Organisation, Representative

from .pledge_facts import commitment_make, pledge_make, take_turns
from .pledge_words import pages_publish
from .proposals import NotEditable, NotWhole, State, hold, unconfirmed
from .reporters import contact_for
from .submissions import MODERATE, saying_translate


@transaction.atomic
def pledge_accept(*, proposal, by, texts=None, at=None):
    """Make the pledge public, with all that belongs to it; the pledge, the same one for a second click.

    `texts`: what the moderator wrote or set right, {name of a text as it was typed, "milestone-0-name_fr" or
    "reason_fr": text}. Raises NotWhole, NotEditable, ValidationError, PermissionDenied.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    proposal = hold(proposal)
    if proposal.state == State.ACCEPTED:
        return proposal.pledge
    leader = _check(proposal, by)
    if unconfirmed(proposal):
        raise ValidationError(_("Not every partner has confirmed this text yet."))
    typed = with_texts(_after_mergers(proposal.typed, leader), texts or {})
    promise = read(typed, organisation=leader, on=on, is_whole=True)
    # What went off line since it was sent is left out: whoever wrote it can name other actions later.
    promise.problems.pop("actions", None)
    if not promise.is_whole:
        raise NotWhole(promise.problems)
    take_turns()
    commitment = commitment_make(promise, leader, on, by)
    pledge = pledge_make(promise, commitment, on, proposal)
    pages_publish(pledge=pledge, promise=promise, author=proposal.submitted_by, by=by)
    _first_report(proposal, commitment, promise, texts or {}, by, at)
    proposal.state, proposal.pledge = State.ACCEPTED, pledge
    proposal.decided_by, proposal.decided_at, proposal.reason = by, at, ""
    proposal.save()
    mails.accepted(proposal, promise.named.partners)
    return pledge


@transaction.atomic
def pledge_return(*, proposal, by, reason, at=None):
    """Send it back with a reason; whoever wrote it goes on from there. Raises NotEditable, PermissionDenied."""
    proposal = hold(proposal)
    _check(proposal, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the reason is sent to who asked.")})
    proposal.state, proposal.reason = State.RETURNED, reason.strip()
    proposal.decided_by, proposal.decided_at = by, at or timezone.now()
    proposal.save()
    return proposal


def _check(proposal, by):
    """The organisation that leads it now. Raises NotEditable, PermissionDenied, ValidationError."""
    if proposal.state != State.SUBMITTED:
        raise NotEditable(proposal)
    makers = [proposal.organisation, *(row.organisation for row in proposal.confirmations.all())]
    own = proposal.submitted_by_id == by.pk or any(speaks(by, organisation) for organisation in makers)
    if own or not by.has_perm(MODERATE):
        raise PermissionDenied
    return heir_of(proposal.organisation)


def _after_mergers(typed, leader):
    """The same with the partners of today: what one of them merged into, and not who leads it."""
    organisations = list(Organisation.objects.filter(code__in=typed.get("partners") or []))
    heirs = {row.code: heir.code for row, heir in zip(organisations, heirs_of(organisations), strict=True)}
    partners = [heirs.get(code, code) for code in typed.get("partners") or []]
    partners = [code for code in dict.fromkeys(partners) if code != leader.code]
    return typed | {"partners": partners, "organisation": leader.code}


def text_keys(typed):
    """The names of the texts that a moderator may write or set right."""
    for name in ("name", "text", "aim", "measure"):
        yield from (localized_name(name, code) for code in language_codes())
    for number, _row in enumerate(typed.get("milestones") or []):
        yield from (f"milestone-{number}-{localized_name('name', code)}" for code in language_codes())


def with_texts(typed, texts):
    """The same with these texts of a moderator in it."""
    typed = typed | {"milestones": [dict(row) for row in typed.get("milestones") or []]}
    for key in text_keys(typed):
        if key not in texts:
            continue
        if key.startswith("milestone-"):
            number, name = key.removeprefix("milestone-").split("-", 1)
            typed["milestones"][int(number)][name] = texts[key]
        else:
            typed[key] = texts[key]
    return typed


def _first_report(proposal, commitment, promise, texts, by, at):
    """Where it stands today, by who sent it in: that person reports on it from now on, unless they left."""
    speakers = Representative.objects.current().filter(organisation=commitment.organisation)
    speakers = speakers.select_related("user", "organisation")
    reporters = list(speakers.filter(user=proposal.submitted_by)) or list(speakers.administrators())
    contacts = [contact_for(row, proposal.language) for row in reporters]
    for contact in contacts:
        contact.responsibilities.create(commitment=commitment, since=timezone.localdate(at))
    report = StatusReport(
        commitment=commitment,
        status=promise.status,
        reason=promise.reason,
        language=promise.language,
        holds_on=timezone.localdate(at),
        on_behalf_of=commitment.organisation,
        contact=contacts[0] if contacts else None,
        submitted_by=None if contacts else by,
        submitted_at=proposal.submitted_at,
        state=StatusReport.State.APPROVED,
        decided_by=by,
        decided_at=at,
    )
    report.full_clean()
    report.save()
    for code in language_codes():
        words = str(texts.get(localized_name("reason", code)) or "").strip()
        if words and code != promise.language:
            saying_translate(saying=report, language=code, reason=words, by=by)
