from wagtail.blocks import RichTextBlock

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class PlainRichTextBlock(RichTextBlock):
    """Text with lists and links; headings are blocks of their own, so that their order can be checked."""

    def __init__(self, **kwargs):
        super().__init__(**({"features": FEATURES} | kwargs))
