"""Documents that are ZIP files: whatever is more than a document, or more than fits, is refused before it is kept."""

import zipfile
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .accepted import LARGEST
from .unpacking import LOCAL_HEADER, Damaged, pieces

MOST_PARTS = 2000
LARGEST_CONTENT = 200 * 1024 * 1024
HIGHEST_RATIO = 200
"""So many bytes may come out of one; documents of people reach about twenty."""
SMALL = 5 * 1024 * 1024
"""Content below this size may have any ratio."""

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (COMPOUND_FILE, b"MZ", b"\x7fELF", b"#!")
MACRO_PARTS = ("vbaproject", "vbadata", "activex/", "macrosheets/")
MACRO_FOLDERS = ("basic/", "scripts/")
TYPES, MANIFEST, MIMETYPE = "[content_types].xml", "meta-inf/manifest.xml", "mimetype"

DAMAGED = _("This document is damaged, or is not what its name says. Save it again, or save it as PDF.")
TOO_LARGE = _("Unpacked, this document is too large. Save it as PDF.")
MACROS = _("There are macros or programs in this document. Save it without them, or save it as PDF.")
PASSWORD = _("This document has a password. Save it without one.")


def check_package(file, accepted):
    """Check the document in that file (open, binary, seekable) of that kind. Raises ValidationError."""
    infos = _directory(file)
    if accepted.part not in {info.filename for info in infos}:
        raise ValidationError(DAMAGED)
    told = _check_contents(file, infos)
    is_other = MIMETYPE in told and told[MIMETYPE].strip() != accepted.content_type.encode()
    if is_other or (accepted.content_type.startswith("application/vnd.oasis") and MIMETYPE not in told):
        raise ValidationError(DAMAGED)


def _directory(file):
    """What is in it, as far as its directory tells the truth."""
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise ValidationError(DAMAGED) from None
    infos = package.infolist()
    names = [info.filename.lower() for info in infos]
    if len(names) > MOST_PARTS:
        raise ValidationError(TOO_LARGE)
    if any(info.flag_bits & 1 for info in infos):
        raise ValidationError(PASSWORD)
    if len(set(names)) < len(names) or package.comment or any(_leaves_the_folder(name) for name in names):
        raise ValidationError(DAMAGED)
    if any(name.startswith(MACRO_FOLDERS) or any(sign in name for sign in MACRO_PARTS) for name in names):
        raise ValidationError(MACROS)
    content, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if content > LARGEST_CONTENT or (content > SMALL and content > HIGHEST_RATIO * max(packed, 1)):
        raise ValidationError(TOO_LARGE)
    return infos


def _leaves_the_folder(name):
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _check_contents(file, infos, *, is_inner=False):
    """Read every part to its real end; returns what the parts say that describe the others: {name: content}."""
    told, left = {}, LARGEST_CONTENT
    for info in infos:
        name, start, size = info.filename.lower(), b"", 0
        kept = bytearray()
        try:
            for piece in pieces(file, info):
                size += len(piece)
                if size > min(info.file_size, left):
                    raise ValidationError(TOO_LARGE)
                start = (start + piece[:8])[:8]
                if name in (TYPES, MANIFEST, MIMETYPE) or start.startswith(LOCAL_HEADER):
                    kept += piece
                if len(kept) > LARGEST:
                    raise ValidationError(TOO_LARGE)
        except Damaged:
            raise ValidationError(DAMAGED) from None
        left -= size
        _check_start(start, bytes(kept), is_inner)
        told[name] = bytes(kept)
    if b"macroenabled" in told.get(TYPES, b"").lower():
        raise ValidationError(MACROS)
    if b"encryption-data" in told.get(MANIFEST, b""):
        raise ValidationError(PASSWORD)
    return told


def _check_start(start, kept, is_inner):
    if start.startswith(PROGRAMS):
        raise ValidationError(MACROS)
    if start.startswith(LOCAL_HEADER):
        # A chart holds its own spreadsheet; what holds still another package is no document of people.
        if is_inner:
            raise ValidationError(TOO_LARGE)
        inner = BytesIO(kept)
        _check_contents(inner, _directory(inner), is_inner=True)
