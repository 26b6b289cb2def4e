"""The headings and clauses of a DOCX file, in their order."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from core.languages import language_codes, language_name

from .numbering import BULLET, Numbering
from .package import check_package, damaged
from .typed_numbers import LONGEST_NUMBER, split_number
from .words import cell_text, is_heading, row_text, text_of

BROKEN = (
    KeyError, ValueError, AttributeError, TypeError, IndexError, RecursionError, OpcError, XmlchemyError,
    PythonDocxError,
    SyntaxError,  # of XML: lxml's is one
)  # fmt: skip
"""What python-docx raises for a file that is not as it should be."""

HEADING, CLAUSE = "heading", "clause"
MOST, LONGEST, LONGEST_HEADING = 500, 10_000, 280


@dataclass(frozen=True)
class Part:
    """A heading or a clause of a file, in the words of its languages: `texts` is {language code: words}."""

    kind: str
    number: str
    texts: dict


def parts_of(file, languages):
    """What that file says: in one language, or in several side by side in a table. Raises ValidationError."""
    check_package(file)
    try:
        document = Document(file)
        numbering = Numbering(document)
        if len(languages) == 1:
            parts = [
                Part(kind, number, {languages[0]: text})
                for kind, number, text in _lines(_blocks(document.element.body, document), numbering)
            ]
        else:
            parts = _side_by_side(document, numbering, languages)
    except BROKEN:
        raise damaged() from None
    return _checked(parts)


def _blocks(container, parent):
    """Paragraphs and tables in their order, also those inside content controls."""
    for element in container.iterchildren():
        if element.tag == qn("w:p"):
            yield Paragraph(element, parent)
        elif element.tag == qn("w:tbl"):
            yield Table(element, parent)
        elif element.tag == qn("w:sdt") and (content := element.find(qn("w:sdtContent"))) is not None:
            yield from _blocks(content, parent)


def _lines(blocks, numbering):
    """(kind, number, text) of each; a bullet belongs to the clause above it, and a number alone to the text below."""
    lines, pending = [], ""
    for block in blocks:
        if isinstance(block, Table):
            kind, number, text = CLAUSE, "", row_text(block)
        else:
            kind, number, text = _line(block, numbering)
        if number == BULLET and lines and lines[-1][0] == CLAUSE:
            lines[-1] = (CLAUSE, lines[-1][1], f"{lines[-1][2]}\n– {text}")
        elif not text:
            pending = number if number != BULLET else pending
        else:
            number = "" if number == BULLET else number
            lines.append((kind, number or (pending if kind == CLAUSE else ""), text))
            pending = ""
        if len(lines) > MOST:
            break
    return lines


def _line(paragraph, numbering):
    counted, words = numbering.next(paragraph), text_of(paragraph)
    if is_heading(paragraph) and len(words) <= LONGEST_HEADING:
        return HEADING, "", f"{counted} {words}".strip() if words and counted != BULLET else words
    number, rest = split_number(words)
    if number or not counted or counted == BULLET:
        return CLAUSE, number or counted, rest
    return CLAUSE, counted.rstrip(".)°").lstrip("(")[:LONGEST_NUMBER], words


def _side_by_side(document, numbering, languages):
    """The rows of the tables that have a column per language, in the order of the site or as the first row says."""
    tables = [block for block in _blocks(document.element.body, document) if isinstance(block, Table)]
    parts = []
    for table in tables:
        for row in table.rows:
            cells = list({id(cell._tc): cell for cell in row.cells}.values())
            if len(cells) == len(languages) and len(parts) <= MOST:
                named = _languages_named([cell_text(cell) for cell in cells])
                languages = named or languages
                parts += [] if named else _of_row(cells, numbering, languages)
    if not parts:
        raise ValidationError(_("There is no table with %(count)s columns in this file.") % {"count": len(languages)})
    return parts


def _languages_named(texts):
    """The languages in the order of the columns, where a row names them (in whichever language); else None."""
    names = {code: {code} for code in language_codes()}
    for speaking in language_codes():
        with override(speaking):
            for code in names:
                names[code].add(language_name(code).casefold())
    order = [next((code for code, known in names.items() if text.casefold() in known), None) for text in texts]
    return order if set(order) == set(names) else None


def _of_row(cells, numbering, languages):
    columns = [_lines(list(_blocks(cell._tc, cell)), numbering) for cell in cells]
    for step in range(max(map(len, columns), default=0)):
        found = {code: lines[step] for code, lines in zip(languages, columns, strict=True) if step < len(lines)}
        kind = next(iter(found.values()))[0]
        number = next((number for _kind, number, _text in found.values() if number), "")
        yield Part(kind, number, {code: text for code, (_kind, _number, text) in found.items()})


def _checked(parts):
    if not parts:
        raise ValidationError(_("There are no words in this file."))
    if len(parts) > MOST:
        raise ValidationError(_("This text has more than %(most)s paragraphs.") % {"most": MOST})
    for part in parts:
        for text in part.texts.values():
            if len(text) > LONGEST:
                words = _("The paragraph that begins with “%(words)s” is too long: split it.")
                raise ValidationError(words % {"words": Truncator(text).chars(60)})
    return parts
