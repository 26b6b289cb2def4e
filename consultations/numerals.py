"""Numbers as they are written in Belgium: a comma before the decimals, points or spaces between the thousands."""

import re
from decimal import Decimal

NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]+)?")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")


def number_in(text):
    """The number that was typed; None for anything else. “1.500” and “1 500” are 1500, “1,5” and “1.5” are 1.5."""
    text = re.sub(r"\s", "", text) if isinstance(text, str) else ""
    if THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    return Decimal(text) if NUMBER.fullmatch(text) else None


def is_ambiguous(text):
    """Whether its point may stand between thousands or before three decimals: “1.500”."""
    text = re.sub(r"\s", "", text)
    return bool(THOUSANDS.fullmatch(text)) and text.count(".") == 1 and "," not in text
