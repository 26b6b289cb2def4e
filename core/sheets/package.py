"""The package that an XLSX file is: whatever is not plain cells, or too much, is refused before anything is read."""

import zipfile
from xml.parsers import expat

from django.utils.translation import gettext as _

from .problems import Refused

LARGEST_FILE = 10 * 1024 * 1024
MOST_PARTS = 500
LARGEST_CONTENT = 250 * 1024 * 1024
LARGEST_STRINGS = 64 * 1024 * 1024
HIGHEST_RATIO = 200
"""So many bytes may come out of one; our own exports reach about twenty."""
SMALL = 5 * 1024 * 1024
"""Content below this size may have any ratio."""

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CHUNK = 64 * 1024


def open_package(file):
    """The ZipFile in that file (open, binary, seekable), once it is safe to read. Raises Refused."""
    file.seek(0, 2)
    if file.tell() > LARGEST_FILE:
        raise Refused(_("This file is larger than %(megabytes)s MB.") % {"megabytes": LARGEST_FILE // (1024 * 1024)})
    file.seek(0)
    if file.read(len(COMPOUND_FILE)) == COMPOUND_FILE:
        raise Refused(_("This file has a password or is in the old XLS format. Save it as XLSX, without a password."))
    file.seek(0)
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise Refused(_("This is not an XLSX file, or it is damaged.")) from None
    _check_parts(package)
    _check_size(package)
    return package


def _check_parts(package):
    names = [info.filename.lower() for info in package.infolist()]
    if len(names) > MOST_PARTS:
        raise Refused(_("This file has too many parts to be a spreadsheet of ours."))
    if any(info.flag_bits & 1 for info in package.infolist()):
        raise Refused(_("This file has a password. Save it without one."))
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refused(_("This is not an XLSX file, or it is damaged."))
    if len(set(names)) != len(names):
        raise Refused(_("This file is damaged: a part of it is there twice."))
    if any("vbaproject" in name or name.startswith(("xl/macrosheets/", "xl/activex/")) for name in names):
        raise Refused(_("This file has macros. Save it as XLSX, without macros."))
    if any(name.startswith("xl/externallinks/") or name == "xl/connections.xml" for name in names):
        raise Refused(_("This file has links to other files. Break the links and keep the values."))
    if any(name.startswith("xl/embeddings/") for name in names):
        raise Refused(_("There are other files inside this file. Take them out."))


def _check_size(package):
    infos = package.infolist()
    content, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    strings = sum(info.file_size for info in infos if info.filename.lower() == "xl/sharedstrings.xml")
    ratio_is_odd = content > SMALL and content > HIGHEST_RATIO * max(packed, 1)
    if content > LARGEST_CONTENT or strings > LARGEST_STRINGS or ratio_is_odd:
        raise Refused(_("Unpacked, this file is too large to be read."))
    types = b"".join(chunks(package, "[Content_Types].xml"))
    if b"macroEnabled" in types:
        raise Refused(_("This file has macros. Save it as XLSX, without macros."))


def chunks(package, name):
    """The content of a part, piece by piece. Raises Refused for a damaged one."""
    try:
        with package.open(name) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise Refused(_("This is not an XLSX file, or it is damaged.")) from None
    except Exception as error:  # what zlib raises is a class of its own
        if type(error).__module__ == "zlib":
            raise Refused(_("This is not an XLSX file, or it is damaged.")) from None
        raise


def walk(package, name, *, start, end=None, text=None):
    """Read a part as XML and call `start(tag, attributes)`, `end(tag)`, `text(words)`; yields after each piece.

    Tags and attributes come without their namespaces. A document type is refused, and with it every entity.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def begin(tag, attributes):
        if " " in "".join(attributes):
            attributes = {_local(key): value for key, value in attributes.items()}
        start(_local(tag), attributes)

    def refuse(*args):
        raise Refused(_("This is not an XLSX file, or it is damaged."))

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    if end:
        parser.EndElementHandler = lambda tag: end(_local(tag))
    if text:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks(package, name):
            parser.Parse(chunk)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Refused(_("This is not an XLSX file, or it is damaged.")) from None
    yield


def _local(name):
    return name.rpartition(" ")[2]
