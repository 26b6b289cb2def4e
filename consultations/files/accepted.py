"""Which documents are taken in, and how large."""

from dataclasses import dataclass

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
LARGEST_TOGETHER = 50 * MEGABYTE
"""So many bytes may stand in one draft."""


@dataclass(frozen=True)
class Accepted:
    """A kind of document: what it is, and the part that such a package always has (for what is a ZIP file)."""

    content_type: str
    part: str = ""

    @property
    def is_package(self):
        return bool(self.part)

    @property
    def is_text(self):
        return self.content_type.startswith("text/")


ACCEPTED = {
    "pdf": Accepted("application/pdf"),
    "docx": Accepted(f"{OFFICE}wordprocessingml.document", "word/document.xml"),
    "xlsx": Accepted(f"{OFFICE}spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": Accepted(f"{OFFICE}presentationml.presentation", "ppt/presentation.xml"),
    "odt": Accepted(f"{OPEN}text", "content.xml"),
    "ods": Accepted(f"{OPEN}spreadsheet", "content.xml"),
    "odp": Accepted(f"{OPEN}presentation", "content.xml"),
    "csv": Accepted("text/csv"),
    "txt": Accepted("text/plain"),
    "jpg": Accepted("image/jpeg"),
    "jpeg": Accepted("image/jpeg"),
    "png": Accepted("image/png"),
}


def extensions():
    """For people: "PDF, DOCX, …"."""
    return ", ".join(name.upper() for name in ACCEPTED if name != "jpeg")


def accept_list():
    """For the attribute `accept` of a file field."""
    return ",".join(f".{name}" for name in ACCEPTED)
