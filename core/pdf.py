"""Tagged PDF (PDF/UA-1) made by Typst from data: no text of ours is ever read as markup."""

import json

import typst

NOT_DRAWN = "could not be displayed"
UNKNOWN = "\ufffd"
"""Stands for a sign that the embedded font does not have: PDF/UA allows no invisible ones."""

DRAWN = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3A1), (0x3A3, 0x3C9), (0x410, 0x44F), (0x2010, 0x2022), (0x2190, 0x2193),
]  # fmt: skip
DRAWN_SIGNS = {*range(0x2030, 0x2034), 0x2026, 0x2039, 0x203A, 0x20AC, 0x2212, 0x2260, 0x2264, 0x2265, 0x202F, 0xFFFD}


def pdf_of(template, data):
    """The bytes of the PDF that a template (the path of a .typ file) makes of data; what it cannot draw is marked."""
    data = _cleaned(data, lambda sign: sign >= " " or sign == "\n")
    try:
        return compiled(template, data)
    except typst.TypstError as error:
        if NOT_DRAWN not in str(error):
            raise
        return compiled(template, _cleaned(data, is_drawn))


def is_drawn(sign):
    """Whether the embedded font surely has this sign."""
    number = ord(sign)
    return sign == "\n" or number in DRAWN_SIGNS or any(first <= number <= last for first, last in DRAWN)


def compiled(template, data):
    return typst.compile(
        str(template),
        root=str(template.parent),
        ignore_system_fonts=True,  # the same file on every machine
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
    )


def _cleaned(data, keeps):
    if isinstance(data, dict):
        return {key: _cleaned(value, keeps) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_cleaned(value, keeps) for value in data]
    return "".join(sign if keeps(sign) else UNKNOWN for sign in data) if isinstance(data, str) else data
