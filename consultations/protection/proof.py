"""Proof of work instead of a captcha: the browser finds a number while somebody reads; nobody else is asked anything.

The challenge is one of ALTCHA (github.com/altcha-org/altcha-lib-py, version 2, PBKDF2), made for one draft and signed;
nothing is kept of it before it is spent. Its moments are ours, in `data`: the library only knows the clock.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import altcha
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from consultations.models import SpentProof

from .shown import shown_now

LASTS = timedelta(hours=1)
ALGORITHM = "PBKDF2/SHA-256"
LONGEST = 4000
"""So many signs a solution has at most; the browser's has about 800."""


class ProofSpent(Exception):
    """This proof was worth one sending, and was used for it."""


@dataclass(frozen=True)
class Proof:
    """A good solution, as it is kept once it is spent."""

    digest: str
    expires_at: datetime


def field(draft, at):
    """What templates/consultations/protection/proof.html shows in the form that sends this draft."""
    return {
        "challenge": json.dumps(challenge_for(draft, at)),
        "shown": shown_now(draft, at),
        "lasts": str(int(LASTS.total_seconds())),
        "url": reverse("take_part:challenge", args=[draft.consultation.code]),
    }


def challenge_for(draft, at):
    """A fresh challenge for that draft, as the browser reads it."""
    return altcha.create_challenge(
        ALGORITHM,
        settings.PROOF_OF_WORK["rounds"],
        counter=secrets.randbelow(settings.PROOF_OF_WORK["tries"]),
        data={"draft": str(draft.key), "until": int((at + LASTS).timestamp())},
        hmac_secret=_key(),
    ).to_dict()


def proof_in(text, draft, at):
    """The proof that this text is for that draft and moment, or None: it is wrong, expired, foreign or spent."""
    if not text or len(text) > LONGEST or not altcha.verify_solution(text, _key()).verified:
        return None
    challenge = altcha.Payload.from_base64(text).challenge
    told = challenge.parameters.data
    until = datetime.fromtimestamp(told["until"], UTC)
    if told["draft"] != str(draft.key) or until <= at:
        return None
    proof = Proof(hashlib.sha256(challenge.signature.encode()).hexdigest(), until)
    return None if SpentProof.objects.filter(digest=proof.digest).exists() else proof


def spend(proof):
    """Use a proof up; nothing to do for None. Raises ProofSpent.

    Call it in the transaction that sends, and only when contribution_send says that the contribution is new: of two
    clicks on one button the second gets what the first sent, and spends nothing.

        with transaction.atomic():
            contribution, new = contribution_send(draft=draft, about=about, state=verdict.state, at=at)
            if new:
                spend(verdict.proof)
    """
    if proof is None:
        return
    _spent, new = SpentProof.objects.get_or_create(digest=proof.digest, defaults={"expires_at": proof.expires_at})
    if not new:
        raise ProofSpent


def _key():
    return salted_hmac("consultations.protection.proof", "challenge", algorithm="sha256").digest()
