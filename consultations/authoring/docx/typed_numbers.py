"""The numbers that people type before a clause."""

import re

LONGEST_NUMBER = 20
TYPED = re.compile(
    r"""(?P<number>
        [Aa][Rr][Tt](?:\.|[Ii][A-Za-z]{1,6})?\s*[0-9]+(?:[./-][0-9]+)*(?:\s?(?:bis|ter|quater))?   # Art. 3
        | §\s*[0-9]+(?:[./][0-9]+)*
        | [0-9]+(?:\.[0-9]+)+                                     # 3.2
        | \(?[0-9]{1,3}(?=[.)°])                                  # 3. or (3)
        | \(?[a-z](?=\))                                          # a)
    )(?P<end>(?:\s*[.)°:–—-])*)(?:\s+|$)(?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)


def split_number(words):
    """(number, the rest) of a paragraph that begins with “Art. 3”, “3.2”, “3.” or “a)”; ("", words) of another."""
    found = TYPED.match(words)
    if not found:
        return "", words
    number, end, rest = re.sub(r"\s+", " ", found["number"]).lstrip("("), found["end"], found["rest"].strip()
    if not end and rest[:1].islower():
        return "", words  # “1.5 million” and “Article 5 of the law” are no numbers of a clause
    if number[:3].lower() == "art":
        number = "Art. " + re.sub(r"^\D+", "", number)
    return (number, rest) if len(number) <= LONGEST_NUMBER else ("", words)
