"""The demonstration's pictures and documents: drawn and written by itself."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction

from core.models import SiteDocument, SiteImage

from .drawing import draw
from .files import columns, read

PRIVATE = "Besloten · Privé"


@transaction.atomic
def load():
    """Add what is missing; {code: primary key} of every picture and document."""
    media = {row["code"]: _picture(row) for row in read("pictures.toml")["picture"]}
    media |= {row["code"]: _document(row) for row in read("documents.toml")["document"]}
    return media


def _title(row):
    return " · ".join(dict.fromkeys(row["title"].values()))


def _picture(row):
    image = SiteImage.objects.filter(title=_title(row)).first()
    if image is None:
        image = SiteImage(title=_title(row), credit=row["credit"], licence=row["licence"], **columns(row, "alt_text"))
        if "focal_point" in row:
            names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
            for name, value in zip(names, row["focal_point"], strict=True):
                setattr(image, name, value)
        image.file = ImageFile(BytesIO(draw(row["code"])), name=f"{row['code']}.png")
        image.save()
    return image.pk


def _document(row):
    document = SiteDocument.objects.filter(title=_title(row)).first()
    if document is None:
        collection = _private_collection() if row["private"] else Collection.get_first_root_node()
        document = SiteDocument(title=_title(row), language=row["language"], licence="CC0-1.0", collection=collection)
        document.file.save(row["filename"], ContentFile(row["text"].encode()), save=False)
        document.save()
    return document.pk


def _private_collection():
    collection = Collection.objects.filter(name=PRIVATE).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=PRIVATE)
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    return collection
