"""Logos that people send in: taken by what they hold, and painted anew so that nothing else comes along."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF")
MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_PIXELS = 16_000_000
SMALLEST_SIDE, LONGEST_SIDE = 64, 1600
HEAD = 1024
PACKED = b"\x1f\x8b"
"""How a packed file begins, such as an SVGZ."""

TOO_LARGE = _("This file is larger than %(megabytes)s MB. Make the picture smaller, and add it again.")
EMPTY = _("This file is empty. Choose another one.")
DRAWING = _(
    "An SVG file can carry script, so we do not take it. Save the logo as PNG, which can be transparent, and add that."
)
OTHER = _("We cannot read this file as a picture. Save your logo as PNG, JPEG, WebP or AVIF, and add that.")
TOO_MANY = _("This picture has too many points. Make it at most 4000 by 4000, and add it again.")
TOO_SMALL = _("This picture is too small: its longest side has to have at least %(smallest)s points.")


def too_large():
    return ValidationError(TOO_LARGE, params={"megabytes": LARGEST // MEGABYTE})


def repainted(file):
    """The picture in that file, without anything else that was in it: (bytes, extension). Raises ValidationError."""
    if file.size > LARGEST:
        raise too_large()
    if not file.size:
        raise ValidationError(EMPTY)
    file.seek(0)
    content = file.read()
    if _is_drawing(content, file.name or ""):
        raise ValidationError(DRAWING)
    try:
        return _painted(content)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(TOO_MANY) from None
    except Exception:  # a broken picture makes its reader fail in ever new ways
        raise ValidationError(OTHER) from None


def _is_drawing(content, name):
    is_markup = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", PACKED))
    return is_markup and (b"<svg" in content[:HEAD].lower() or name.lower().endswith((".svg", ".svgz")))


def _painted(content):
    with Image.open(BytesIO(content), formats=FORMATS) as checked:
        _check_size(checked)
        kind = checked.format
        checked.verify()
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        picture = ImageOps.exif_transpose(opened)
        is_photo = kind == "JPEG"
        picture = picture.convert("RGB" if is_photo else "RGBA")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new picture of the points alone: whatever the file told about itself stays behind.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    painted = BytesIO()
    if is_photo:
        bare.save(painted, "JPEG", quality=92)
    else:
        bare.save(painted, "PNG", optimize=True)
    return painted.getvalue(), "jpg" if is_photo else "png"


def _check_size(picture):
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise ValidationError(TOO_MANY)
    if max(width, height) < SMALLEST_SIDE:
        raise ValidationError(TOO_SMALL, params={"smallest": SMALLEST_SIDE})
