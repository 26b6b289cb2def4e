"""The list of recommendations as a file: exactly what is filtered, one line for each answer that holds."""

import csv
from io import StringIO

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.languages import language_codes, language_name
from editorial.downloads import FORMULA

from .answers import answers_of
from .entries import RELATED, links_of, source_in_words
from .listing import every_row

AT_ONCE = 500
"""How many recommendations are read at a time."""


def recommendations_csv(listing, address):
    """The answer to a request; `address` is the full address of the list, under which each has its own."""
    response = StreamingHttpResponse(_text(listing, address), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{_("recommendations")}.csv"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _text(listing, address):
    yield "\ufeff"  # tells spreadsheets that what follows is UTF-8
    buffer = StringIO()
    writer = csv.writer(buffer)
    for rows in _batches(listing, address):
        writer.writerows([_safe(cell) for cell in row] for row in rows)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _batches(listing, address):
    """A streamed answer is written when the reader's language is left already."""
    with override(listing.language):
        yield [headings()]
        keys = list(every_row(listing).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        with override(listing.language):
            yield list(_lines(listing, keys[start : start + AT_ONCE], address))


def headings():
    return [
        _("Code"), _("Address"), _("Source"), _("Published on"), _("Address of the source"), _("Number"),
        *[_("Text ({language})").format(language=language_name(code)) for code in language_codes()],
        _("Authority"), _("Answer"), _("Answered on"), _("Reason"), _("Language of the reason"), _("Actions"),
        _("Commitments"),
    ]  # fmt: skip


def _lines(listing, keys, address):
    records = listing.matching.model.objects.select_related(*RELATED).in_bulk(keys)
    records = [records[key] for key in keys if key in records]
    answers, links = answers_of(records, listing.language), links_of(records)
    for record in records:
        source = source_in_words(record.source, listing.language)
        facts = [
            record.code, f"{address}{record.code}/", source["name"], source["date"] or "", source["url"],
            record.number, *[record.text_in(code) for code in language_codes()],
        ]  # fmt: skip
        led_to = [" ".join(row.code for row in linked[record.pk]) for linked in (links.actions, links.commitments)]
        for answer in answers.get(record.pk) or [None]:
            yield [*facts, *_of_answer(answer), *led_to]


def _of_answer(answer):
    if answer is None:
        return ["", _("No answer yet"), "", "", ""]
    return [answer.authority, answer.label, answer.date, answer.text, language_name(answer.language)]


def _safe(cell):
    """No text is a formula: a spreadsheet that opens the file would calculate it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
