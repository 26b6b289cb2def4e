"""The forms of Dutch words, where Snowball needs help."""

import re

ALGORITHM = "dutch_porter"
"""The newer one takes “ge” away from “gewest” too, and leaves “duurzame” as it is."""

IRREGULAR = {
    "kinderen": "kind", "steden": "stad", "leden": "lid", "goederen": "goed", "advies": "advies", "adviezen": "advies",
    "overheid": "overheid", "overheden": "overheid", "eenheid": "eenheid", "eenheden": "eenheid",
    "musea": "museum", "criteria": "criterium",
}  # fmt: skip

_STOP_WORDS = """
aan al als bij dan dat de deze die dit door een en er het hij hoe hun ik in is je kan maar me meer men met mijn n na
naar niet nog nu of om onder ons onze ook op over s t te tot u uit uw van voor waar wat we wel werd wie wij worden
wordt zal ze zich zij zijn zo zoals zonder
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

PLURAL = re.compile(r"(?<=ie|ee)en$|(?<=..ie|..te)s$|(?<=...[ao])s$|(?<=..[^aeiou]en)s$")
"""Of which Snowball leaves something: “energieën”, “acties”, “thema’s” without the apostrophe, “ketens”."""
PARTICIPLE = re.compile(r"^ge(?=.{3,}(?:[fgkmp][dt]|eerd)$)")
OWN_PREFIX = ("gebruik", "gebeur", "geloof", "gevoel", "getuig")
"""Verbs that begin with “ge” themselves."""
PERSON = re.compile(
    r"(?<=[fgkmp])[dt]$|(?<=eer|ier|oer|eur|der|ter|ver|eel|aal|oel)[dt]$|(?<=[ld])t$|(?<=eun|ien|oen|oon)t$"
)
"""“belooft”, “beloofd”, “rapporteert”, “vindt”; of “gewest”, “recht” and “land” it is a part."""
ENDINGS = {"v": "f", "z": "s"}


def before(word):
    word = PLURAL.sub("", word)
    return word if word.startswith(OWN_PREFIX) else PARTICIPLE.sub("", word)


def after(stem):
    stem = PERSON.sub("", stem)
    if len(stem) > 3 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    stem = stem[:-1] + ENDINGS.get(stem[-1], stem[-1])
    return re.sub(r"([aeou])\1", r"\1", stem)
