"""The reference of a contribution: short enough to say on the telephone, without signs that look alike."""

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O."""


LONGEST_PREFIX = 12


def new_reference(consultation):
    """For example LERENDE-7KM3-Q9XP-H4: the first words of its code, then ten signs drawn by chance (some 10^14)."""
    drawn = "".join(secrets.choice(SIGNS) for _position in range(10))
    return f"{_prefix(consultation.code).upper()}-{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"


def _prefix(code):
    """As many whole words of the code as fit, or the beginning of the first."""
    whole = code[: LONGEST_PREFIX + 1].rpartition("-")[0] if len(code) > LONGEST_PREFIX else code
    return whole or code[:LONGEST_PREFIX]
