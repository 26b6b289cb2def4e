from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from .media import DocumentsBlock, FigureBlock, LinksBlock, PictureBlock, TableBlock, VideoBlock
from .rich_text import PlainRichTextBlock
from .text import AccordionBlock, CalloutBlock, HeadingBlock, PeopleBlock, QuoteBlock

TEXT, MEDIA, MORE = _("Text"), _("Pictures and figures"), _("More to read")


class BodyBlock(StreamBlock):
    """The body of every page."""

    heading = HeadingBlock(group=TEXT)
    rich_text = PlainRichTextBlock(
        group=TEXT,
        icon="pilcrow",
        label=_("Text"),
        description=_("Paragraphs and lists, with links."),
        template="core/blocks/rich_text.html",
        preview_value=_("Each promise has an owner."),
    )
    quote = QuoteBlock(group=TEXT)
    callout = CalloutBlock(group=TEXT)
    accordion = AccordionBlock(group=TEXT)
    image = PictureBlock(group=MEDIA)
    figure = FigureBlock(group=MEDIA)
    table = TableBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    documents = DocumentsBlock(group=MORE)
    links = LinksBlock(group=MORE)
    people = PeopleBlock(group=MORE)
