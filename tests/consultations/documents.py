"""Documents as people have them, and as others make them."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from consultations.files.accepted import ACCEPTED

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless text that every scanner takes for a virus (eicar.org)."""

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00" + bytes(200)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def zipped(parts):
    """A ZIP file with these parts: {name: content}."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def office(extension, more=None):
    """The smallest document of that kind, with more parts."""
    accepted = ACCEPTED[extension]
    told = (
        {"mimetype": accepted.content_type}
        if extension.startswith("od")
        else {"[Content_Types].xml": f"<Types><Default ContentType='{accepted.content_type}.main+xml'/></Types>"}
    )
    return zipped(told | {accepted.part: "<document/>"} | (more or {}))


def picture(extension):
    file = BytesIO()
    Image.new("RGB", (4, 4), "teal").save(file, "PNG" if extension == "png" else "JPEG")
    return file.getvalue()


def document(extension):
    """A good document of that kind."""
    if ACCEPTED[extension].is_package:
        return office(extension)
    if ACCEPTED[extension].is_text:
        return "Één advies;d’accord\n".encode()
    return PDF if extension == "pdf" else picture(extension)
