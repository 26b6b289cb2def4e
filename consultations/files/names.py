"""The name of a document as it is kept and shown: no path, no sign that hides or turns anything."""

import re
import unicodedata

LONGEST = 120
RESERVED = re.compile(r'[<>:"|?*/\\]')


def clean_name(told):
    """The name of an uploaded file, harmless; "document" where nothing of it is left before its extension."""
    name = unicodedata.normalize("NFC", str(told)).replace("\\", "/").rpartition("/")[2]
    name = "".join(sign for sign in name if not unicodedata.category(sign).startswith("C"))
    name = " ".join(RESERVED.sub("_", name).split())
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    stem = stem.strip(" .")[: LONGEST - len(extension[:10]) - 1].strip(" .") or "document"
    return f"{stem}{dot}{extension[:10]}"


def extension_of(name):
    """ "pdf" for "Advies.PDF"; "" where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
