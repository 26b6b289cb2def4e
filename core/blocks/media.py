"""Blocks that hold pictures, figures, files and links."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    PageChooserBlock,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from core.pictures import BODY, pictures_of


def _newest(model):
    return model.objects.order_by("-pk").values_list("pk", flat=True).first()


class PictureValue(StructValue):
    beside = ()
    """The pictures of the same text, this one among them."""

    @cached_property
    def picture(self):
        """As the page shows it; asked at once for all pictures of the text."""
        values = [value for value in self.beside or [self] if value["image"]]
        found = pictures_of([value["image"].pk for value in values], BODY)
        for value in values:
            value.__dict__["picture"] = found.get(value["image"].pk)
        return self.__dict__.get("picture")


class PictureBlock(StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = CharBlock(label=_("Caption"), required=False)
    decorative = BooleanBlock(
        label=_("Decorative"), required=False, help_text=_("Screen readers then pass over it; it tells nothing new.")
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with caption and credit; its alternative text belongs to the picture itself.")
        template = "core/blocks/image.html"
        value_class = PictureValue

    def bulk_to_python(self, values):
        pictures = super().bulk_to_python(values)
        for picture in pictures:
            picture.beside = pictures
        return pictures

    def get_preview_value(self):
        return self.to_python({"image": _newest(get_image_model()), "caption": str(_("A caption"))})


class FigureBlock(StructBlock):
    value = CharBlock(label=_("Figure"), max_length=20, help_text=_("As it should be read, for example 33 or 84 %."))
    unit = CharBlock(label=_("Unit"), required=False, max_length=40)
    label = CharBlock(label=_("What it counts"), max_length=150)
    source = CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        icon = "plus"
        label = _("Figure")
        description = _("One number in large type, with what it counts and its source.")
        template = "core/blocks/figure.html"
        preview_value = {"value": "33", "unit": "", "label": _("actions"), "source": ""}


class TableBlock(TypedTableBlock):
    def __init__(self, **kwargs):
        super().__init__([("text", CharBlock(label=_("Text"), required=False))], **kwargs)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a caption; it scrolls by itself on a narrow screen.")
        template = "core/blocks/table.html"

    def get_preview_value(self):
        columns = [{"type": "text", "heading": str(heading)} for heading in (_("Year"), _("Actions"))]
        rows = [{"values": ["2025", "12"]}, {"values": ["2026", "18"]}]
        return self.to_python({"columns": columns, "rows": rows, "caption": str(_("A caption"))})


class DocumentsBlock(StructBlock):
    title = CharBlock(label=_("Title"), required=False)
    documents = ListBlock(DocumentChooserBlock(), label=_("Documents"))

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to download, with their kind, size and language.")
        template = "core/blocks/documents.html"

    def get_preview_value(self):
        newest = _newest(get_document_model())
        return self.to_python({"title": str(_("Documents")), "documents": [newest] if newest else []})


class LinkValue(StructValue):
    @property
    def href(self):
        page = self.get("page")
        return page.url if page else self.get("url")


class LinkBlock(StructBlock):
    text = CharBlock(label=_("Text"), max_length=150)
    page = PageChooserBlock(label=_("Page"), required=False)
    url = URLBlock(label=_("Address elsewhere"), required=False)

    class Meta:
        icon = "link"
        value_class = LinkValue

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            error = ValidationError(_("Choose a page or fill in an address: one of the two."))
            raise StructBlockValidationError({"url": error})
        return cleaned


class LinksBlock(StructBlock):
    title = CharBlock(label=_("Title"), required=False)
    links = ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Links")
        description = _("Pages here or elsewhere that belong to the subject.")
        template = "core/blocks/links.html"
        preview_value = {"title": _("Read more"), "links": [{"text": "example.org", "url": "https://example.org/"}]}


class VideoValue(StructValue):
    @property
    def host(self):
        return urlsplit(self.get("url") or "").hostname or ""


class VideoBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=150)
    url = URLBlock(label=_("Address of the video"))
    duration = CharBlock(label=_("Duration"), required=False, max_length=20, help_text=_("For example 4:30."))
    summary = TextBlock(
        label=_("What is said"), required=False, help_text=_("A summary or transcript, for those who cannot hear it.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A link to a video elsewhere; nothing of that site is loaded before the reader goes there.")
        template = "core/blocks/video.html"
        value_class = VideoValue
        preview_value = {"title": _("Example"), "url": "https://example.org/video", "duration": "4:30"}
