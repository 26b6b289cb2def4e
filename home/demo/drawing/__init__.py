"""The demonstration's own pictures: drawn from code, so nobody's rights are involved."""

from . import goods, logos, people, places

PICTURES = goods.PICTURES | people.PICTURES | places.PICTURES | logos.PICTURES
"""Drawing functions by picture code; each returns a finished canvas."""


def draw(code):
    """The PNG bytes of that picture, the same on every call."""
    return PICTURES[code]().png()
