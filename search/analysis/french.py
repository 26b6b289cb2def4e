"""The forms of French words without accents, where Snowball, which reads accents, needs help."""

import re

ALGORITHM = "french"

IRREGULAR = {"travaux": "travail", "communication": "communic", "communications": "communic"}

_STOP_WORDS = """
a afin ainsi au aux avec c ce ces cet cette comme d dans de des dont du elle elles en entre est et etre eux il ils j
je jusqu l la le les leur leurs lorsqu lui m mais me mes mon n ne nos notre nous on ont or ou par pas plus pour puisqu
qu que qui s sa sans se ses si son sont sous sur t ta te tes ton tous tout toute toutes tu un une vos votre vous y
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

ACCENTED = ((re.compile(r"ite(?=s?$)"), "ité"), (re.compile(r"ee(?=s?$)"), "ée"), (re.compile(r"iere(?=s?$)"), "ière"))
"""Endings by which Snowball knows a word, as it wants to read them."""


PLURAL = re.compile(r"(?<=...[aiou])s$")
"""Snowball leaves “prévus” and “médias” as they are."""
VERB = re.compile(r"(?<=....)i$")
"""“publier” beside “publié”."""


def before(word):
    for ending, accented in ACCENTED:
        word = ending.sub(accented, word)
    return word


def after(stem):
    stem = VERB.sub("", PLURAL.sub("", stem.replace("é", "e").replace("è", "e")))
    return stem[:-2] + "c" if stem.endswith("iqu") else stem
