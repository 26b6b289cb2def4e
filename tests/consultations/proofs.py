"""What a browser sends along with a contribution."""

import altcha

from consultations.protection.proof import challenge_for
from consultations.protection.shown import shown_now


def solved(draft, at):
    """A good proof for that draft, as the script of the page makes it: the value of the field "proof"."""
    challenge = altcha.Challenge.from_dict(challenge_for(draft, at))
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()


def proved(draft, at):
    """The fields of the page of a draft that was shown at that moment, with a good proof."""
    return {"proof": solved(draft, at), "shown": shown_now(draft, at), "extra-line": ""}


def unproved(draft, at):
    """The same in a browser without script."""
    return {"proof": "", "shown": shown_now(draft, at), "extra-line": ""}
