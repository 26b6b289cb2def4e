"""The words of a text."""

import re
import unicodedata

from core.folding import folded

LONGEST = 40
"""Signs of a word; what follows is cut off."""

IN_GROUPS = re.compile("(?<=\\d)[.\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
"""Between the digits of one number: “10.000”, “0999.000.030”."""
APOSTROPHES = "\u02b9-\u02bd\u02c8\u02ee\ua78c"
"""Those that Unicode counts among the letters; the others part words anyway."""
WORD = re.compile(rf"[^\W_{APOSTROPHES}]+")


def words(text):
    """Without case and accents; an apostrophe and a hyphen part words, what nobody sees inside a word does not."""
    return [word[:LONGEST] for word in WORD.findall(folded(IN_GROUPS.sub("", seen(text))))]


def seen(text):
    """Without soft hyphens and places where a long word may break."""
    if text.isascii():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
