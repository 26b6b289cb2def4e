"""From text to what is looked up: the same for what is indexed and for what is asked, on every database."""

from .stemming import is_stop, stem, stems
from .tokens import words

__all__ = ["is_stop", "stem", "stems", "words"]
