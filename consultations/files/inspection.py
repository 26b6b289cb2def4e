"""What an uploaded file really is: by its content, which has to agree with its name."""

import re
import zipfile

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from .accepted import ACCEPTED, LARGEST, MEGABYTE, extensions
from .names import extension_of
from .packages import COMPOUND_FILE, DAMAGED, TOO_LARGE, check_package
from .unpacking import LOCAL_HEADER

HEAD = 4096
MARKUP = re.compile(rb"<\s*(!doctype|html|head|script|svg|iframe|\?xml-stylesheet)", re.IGNORECASE)
"""What makes a browser read a file as a page, wherever it stands near the beginning."""
NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
OTHER_TEXT = ("%PDF-", "{\\rtf", "<?xml", "#!")

NOT_ACCEPTED = _("We take no files of this kind. Save your document as one of these: %(extensions)s.")
TOO_BIG = _("This file is larger than %(megabytes)s MB. Make it smaller, or cut it into parts.")
EMPTY = _("This file is empty.")
OTHER = _("This file is not what its name says: %(extension)s. Open it, and save it again in that format.")
OLD_OFFICE = _("This document has a password, or is in an old format of Office. Save it as DOCX, XLSX or PDF.")


def inspect(file, name):
    """The content type of that file (open, binary, seekable, with a size). Raises ValidationError in words."""
    accepted = ACCEPTED.get(extension_of(name))
    if accepted is None:
        raise ValidationError(NOT_ACCEPTED, params={"extensions": extensions()})
    if file.size > LARGEST:
        raise ValidationError(TOO_BIG, params={"megabytes": LARGEST // MEGABYTE})
    if not file.size:
        raise ValidationError(EMPTY)
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(COMPOUND_FILE):
        raise ValidationError(OLD_OFFICE)
    if not _is_what_it_says(file, head, accepted):
        raise ValidationError(OTHER, params={"extension": extension_of(name).upper()})
    return accepted.content_type


def _is_what_it_says(file, head, accepted):
    if accepted.is_text:
        return _is_text(file)
    if accepted.is_package:
        if head.startswith(LOCAL_HEADER):
            check_package(file, accepted)
            return True
        return False
    if accepted.content_type not in _guesses(head) or MARKUP.search(head) or zipfile.is_zipfile(file):
        return False
    return _is_pdf(file, head) if accepted.content_type == "application/pdf" else _is_image(file)


def _guesses(head):
    try:
        return {guess.mime_type for guess in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _is_pdf(file, head):
    file.seek(max(0, file.size - 2048))
    return head.startswith(b"%PDF-") and b"%%EOF" in file.read(2048)


def _is_image(file):
    file.seek(0)
    try:
        with Image.open(file, formats=["JPEG", "PNG"]) as image:
            width, height = image.size
            image.verify()
    except Image.DecompressionBombError:
        raise ValidationError(TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError):
        raise ValidationError(DAMAGED) from None
    if width * height > Image.MAX_IMAGE_PIXELS:
        raise ValidationError(TOO_LARGE)
    return True


def _is_text(file):
    file.seek(0)
    content = file.read()
    text = _decoded(content)
    if text is None or NO_TEXT.search(text) or MARKUP.search(text[:HEAD].encode()):
        return False
    return not text.lstrip("\ufeff \t\r\n").startswith(OTHER_TEXT)


def _decoded(content):
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
