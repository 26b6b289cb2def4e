"""The reference of a contribution: short enough to say on the telephone, without signs that look alike."""

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, 1, I, L and O."""


def new_reference(consultation):
    """For example RAADPLEGING-2026-7KM3-Q9XP-H4: its code, then ten signs drawn by chance (some 10^14 of them)."""
    drawn = "".join(secrets.choice(SIGNS) for _position in range(10))
    return f"{consultation.code[:24].upper()}-{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"
