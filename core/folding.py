"""Words without what people leave out when they type them."""

import unicodedata

JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
"""Letters that Unicode does not take apart."""


def folded(text):
    """Without case, accents and spaces too many, to compare and to sort: “Équipe  Œuvre” becomes “equipe oeuvre”."""
    if not text.isascii():
        signs = unicodedata.normalize("NFKD", text.casefold().translate(JOINED))
        text = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return " ".join(text.casefold().split())
