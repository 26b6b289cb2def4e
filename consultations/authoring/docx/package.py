"""The package that a DOCX file is: whatever is not plain words, or too much, is refused before anything is read."""

import zipfile
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
LARGEST_CONTENT = 40 * MEGABYTE
LARGEST_XML = 10 * MEGABYTE
HIGHEST_RATIO = 100
SMALL = 2 * MEGABYTE
"""Content below this size may have any ratio."""
MOST_PARTS = 500
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "word/document.xml"


def check_package(file):
    """Raises ValidationError unless that file (open, binary, seekable) is safe to read with python-docx."""
    file.seek(0, 2)
    if file.tell() > LARGEST_FILE:
        raise ValidationError(
            _("This file is larger than %(megabytes)s MB.") % {"megabytes": LARGEST_FILE // MEGABYTE}
        )
    file.seek(0)
    if file.read(len(COMPOUND_FILE)) == COMPOUND_FILE:
        raise ValidationError(
            _("This file has a password or is in the old DOC format. Save it as DOCX, without a password.")
        )
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            _check_parts(package)
            _check_size(package)
            for info in package.infolist():
                if info.filename.lower().endswith((".xml", ".rels")):
                    _check_xml(package.read(info))
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError, ValueError, KeyError):
        raise damaged() from None
    except Exception as error:  # what zlib raises is a class of its own
        if type(error).__module__ == "zlib":
            raise damaged() from None
        raise
    file.seek(0)


def damaged():
    return ValidationError(_("This is not a DOCX file, or it is damaged."))


def _check_parts(package):
    infos = package.infolist()
    names = [info.filename.lower() for info in infos]
    if len(names) > MOST_PARTS:
        raise ValidationError(_("This file has too many parts to be a text."))
    if any(info.flag_bits & 1 for info in infos):
        raise ValidationError(_("This file has a password. Save it without one."))
    if "[content_types].xml" not in names or MAIN not in names or len(set(names)) != len(names):
        raise damaged()
    types = package.read("[Content_Types].xml") if package.getinfo("[Content_Types].xml").file_size < MEGABYTE else b""
    if b"macroEnabled" in types or any("vbaproject" in name or "activex" in name for name in names):
        raise ValidationError(_("This file has macros. Save it as DOCX, without macros."))
    if any(name.startswith("word/embeddings/") for name in names):
        raise ValidationError(_("There are other files inside this file. Take them out."))


def _check_size(package):
    infos = package.infolist()
    content, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    largest = max(info.file_size for info in infos if info.filename.lower().endswith((".xml", ".rels")))
    is_odd = content > SMALL and content > HIGHEST_RATIO * max(packed, 1)
    if content > LARGEST_CONTENT or largest > LARGEST_XML or is_odd:
        raise ValidationError(_("Unpacked, this file is too large to be read."))


def _check_xml(content):
    """No document type, and with it no entity and nothing to fetch."""
    parser = expat.ParserCreate()

    def refuse(*args):
        raise damaged()

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise damaged() from None
