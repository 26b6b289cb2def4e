from .body import BodyBlock
from .rich_text import PlainRichTextBlock

__all__ = ["BodyBlock", "PlainRichTextBlock"]
