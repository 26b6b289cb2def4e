"""From draft to contribution: once, whole, and with a receipt."""

from django.db import transaction
from django.utils import timezone

from consultations.checking import check
from consultations.models import Consultation, Contribution, Draft, Identity, Phase, Receipt
from consultations.questionnaire import read
from consultations.storing import answers_digest, store
from core.sealing import email_digest

from .entering import entry_note
from .identities import consents_record, identity_keep
from .links import links_end
from .mandates import mandate_by_domain, organisation_of
from .writing import contribution_write, files_move, files_per_question


class NotSent(Exception):
    """Something is missing or wrong: `problems` says what, {key: message}."""

    def __init__(self, problems):
        super().__init__(str(problems))
        self.problems = problems


class NewVersion(Exception):
    """Other questions are asked since: whoever writes is told what changed, and looks again."""


class TooLate(Exception):
    """After the last day nothing that was sent can be changed."""


class Withdrawn(Exception):
    """What was withdrawn is not sent again by an edit that was begun before."""


def contribution_send(*, draft, about, state=Contribution.State.SENT, entry=None, at=None):
    """Send what was typed in a draft; return (contribution, whether it is new).

    Sending the same draft again, also at the same moment, returns the contribution that it became: (contribution,
    False). A draft that edits a contribution replaces its answers, as the next edition. `entry` is what staff adds to
    one that came in another way: it waits for a check, and has no receipt before. Raises NotSent, NewVersion, TooLate,
    Withdrawn.
    """
    # Looked up before anything is locked: it reads the names of all partners.
    return _send(draft, about, organisation_of(about), state, entry, at or timezone.now())


@transaction.atomic
def _send(draft, about, organisation, state, entry, at):
    # Alone in its query: joined rows would be those from before the lock was waited for.
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.sent_at:
        return draft.contribution, False
    edited = _hold_edited(draft)
    # The version is made under a lock of the consultation: whoever sends meanwhile waits, or is told.
    consultation = Consultation.objects.select_for_update(no_key=True).get(pk=draft.consultation_id)
    version = consultation.version
    if draft.version_id != version.pk:
        raise NewVersion
    if edited and not entry and consultation.phase(at) not in (Phase.OPEN, Phase.GRACE):
        raise TooLate
    checked = check(read(version.document), draft.typed, files=files_per_question(draft))
    if checked.problems:
        raise NotSent(checked.problems)
    contribution = contribution_write(
        draft=draft,
        contribution=edited,
        consultation=consultation,
        about=about,
        organisation=organisation,
        state=state,
        address_stays=_address_stays(edited, about),
        at=at,
    )
    store(contribution, checked)
    files_move(draft, contribution, checked.answers)
    contribution.digest = answers_digest(contribution)
    contribution.save(update_fields=["digest"])
    if entry:
        entry_note(contribution, entry)
    else:
        receipt_make(contribution, at)
    identity_keep(contribution=contribution, about=about, at=at)
    consents_record(contribution=contribution, consents=about.consents, at=at)
    links_end(contribution=contribution, email_digest=email_digest(about.email))
    draft.contribution, draft.sent_at = contribution, at
    draft.typed, draft.marks, draft.sealed, draft.email_digest = {}, {}, "", ""
    draft.save()
    return contribution, True


def receipt_make(contribution, at):
    """The receipt of a contribution as it is now; once per edition."""
    return Receipt.objects.create(
        contribution=contribution,
        edition=contribution.edition,
        version_id=contribution.version_id,
        digest=contribution.digest,
        made_at=at,
    )


def _hold_edited(draft):
    """The contribution that a draft edits, for this transaction alone; None for a new one. Raises Withdrawn."""
    if not draft.contribution_id:
        return None
    contribution = Contribution.objects.select_for_update().get(pk=draft.contribution_id)
    if contribution.state == Contribution.State.WITHDRAWN:
        raise Withdrawn
    return contribution


def _address_stays(contribution, about):
    if contribution is None:
        return True
    before = Identity.objects.filter(contribution=contribution).values_list("email_digest", flat=True).first()
    return (before or "") == email_digest(about.email)


@transaction.atomic
def contribution_withdraw(*, contribution, at=None):
    """Take it back, at any time: it counts no longer, and its words go after the days that the consultation says."""
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.state != Contribution.State.WITHDRAWN:
        contribution.state, contribution.withdrawn_at = Contribution.State.WITHDRAWN, at or timezone.now()
        contribution.save(update_fields=["state", "withdrawn_at"])
    return contribution


@transaction.atomic
def contribution_confirm(*, contribution, at=None):
    """Its sender opened a link from a mail: the address is theirs, and what waited for that counts from now on."""
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    contribution.confirmed_at = contribution.confirmed_at or at or timezone.now()
    if contribution.state == Contribution.State.UNCONFIRMED:
        contribution.state = Contribution.State.SENT
    contribution.mandate = mandate_by_domain(contribution)
    contribution.save(update_fields=["confirmed_at", "state", "mandate"])
    return contribution
