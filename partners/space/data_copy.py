"""A copy of what is kept about somebody: words to read, and a file for machines."""

import json
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from users.personal import everything, keepers


def readable(copy):
    """The same in words: [(label, [[(label, text)]])], without what is empty."""
    return [
        (label, [[(name, in_words(value)) for name, value in row.items() if value not in (None, "")] for row in rows])
        for label, rows in copy.items()
    ]


def in_words(value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)


def package(user, language, at):
    """The bytes of a ZIP file with the copy twice: data.html and data.json."""
    copy = everything(user, language)
    context = {
        "title": _("My data"),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "language": language,
        "made_at": in_words(at),
        "about": [line for one in keepers() for line in one.about],
        "copy": readable(copy),
    }
    machine = {"made_at": at, "site": settings.WAGTAIL_SITE_NAME, "language": language, "data": copy}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.html", render_to_string("partners/space/data_copy.html", context))
        archive.writestr("data.json", json.dumps(machine, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
    return file.getvalue()
