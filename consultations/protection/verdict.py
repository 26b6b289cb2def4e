"""Whether a sending counts at once, after a confirmation by e-mail, or not yet."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from consultations.models import Contribution

from .proof import Proof, proof_in
from .shown import shown_problem
from .throttle import allowed

PROOF, SHOWN, TRAP = "proof", "shown", "extra-line"
"""The fields of templates/consultations/protection/proof.html."""

NO_ADDRESS = _(
    "We could not see that a person sends this: your browser did not do the small calculation for it. "
    "Give an e-mail address, and you get a mail to confirm your contribution. Nothing is lost."
)
TRAPPED = _(
    "Something was filled in where the page asks to leave a field empty, as programs do. "
    "Give an e-mail address, and you get a mail to confirm your contribution. Nothing is lost."
)
TOO_MANY = _(
    "From your network so many contributions came in that still wait for a confirmation that we take in no more "
    "for now. Nothing is lost: send it again in an hour."
)

State = Contribution.State


@dataclass(frozen=True)
class Verdict:
    """`state` for contribution_send; `problem` for the reader, at the field `key` (“” for the whole form).

    `proof` is spent in the same transaction: see .proof.spend.
    """

    state: str
    problem: str = ""
    key: str = ""
    proof: Proof | None = None


def verdict_of(request, draft, about, at):
    """What becomes of this sending of a draft; nothing is changed by asking, but for the throttle.

    What was sent already stays as it is: a second click, or an edit of what counts, needs no proof.
    """
    before = draft.contribution
    if before and (draft.sent_at or before.state in (State.SENT, State.TO_CHECK)):
        return Verdict(before.state)
    is_trapped = bool(request.POST.get(TRAP, "").strip())
    proof = proof_in(request.POST.get(PROOF, ""), draft, at)
    if proof and not is_trapped:
        return Verdict(State.SENT, proof=proof)
    if second := _second_click(draft):
        return second
    if problem := shown_problem(request.POST.get(SHOWN, ""), draft, at):
        return Verdict(State.UNCONFIRMED, problem)
    if not about.email:
        return Verdict(State.UNCONFIRMED, TRAPPED if is_trapped else NO_ADDRESS, "email")
    if not allowed(request, "unproved", at):
        return Verdict(State.UNCONFIRMED, TOO_MANY)
    return Verdict(State.UNCONFIRMED)


def _second_click(draft):
    """The verdict on a draft that a first click sent while this one was under way, with its proof; or None."""
    contribution = Contribution.objects.filter(drafts__pk=draft.pk, drafts__sent_at__isnull=False).first()
    return Verdict(contribution.state) if contribution else None
