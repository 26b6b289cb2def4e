"""The words of paragraphs and tables of a DOCX file."""

import re

from docx.oxml.ns import qn


def is_heading(paragraph):
    names, style = [], paragraph.style
    for _step in range(10):
        if style is None:
            break
        names.append((style.name or "").lower())
        style = style.base_style
    return any(name.startswith("heading") or name in ("title", "subtitle") for name in names)


def text_of(paragraph):
    """The words of a paragraph as it stands once all tracked changes are accepted."""
    words = []
    for element in paragraph._p.iter():
        if element.tag == qn("w:t") and not _is_left_out(element):
            words.append(element.text or "")
        elif element.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")) and element.getparent().tag == qn("w:r"):
            words.append(" ")
    return re.sub(r"\s+", " ", "".join(words)).strip()


def _is_left_out(element):
    left_out = (qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"))
    return any(parent.tag in left_out for parent in element.iterancestors())


def row_text(table):
    rows = [" | ".join(cell_text(cell) for cell in row.cells) for row in table.rows]
    return "\n".join(row for row in rows if row.strip(" |"))


def cell_text(cell):
    return " ".join(filter(None, map(text_of, cell.paragraphs)))
