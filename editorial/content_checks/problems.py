from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

ERROR, WARNING = "error", "warning"
LONGEST_EXCERPT = 80


@dataclass(frozen=True)
class Problem:
    """One thing to correct, in words the editor can act on."""

    level: str
    code: str
    label: str
    """Where it is, as the form calls it: “Text › Links › Text”."""
    message: str
    key: str
    """The field of the page."""
    excerpt: str = ""
    path: tuple = ()
    """From the field's value to the block: positions in streams and lists, names in structures."""
    block_id: str = ""
    picture: int | None = None
    """The picture to mend, by its primary key."""

    @property
    def is_error(self):
        return self.level == ERROR

    @property
    def sentence(self):
        """The message after the words it is about."""
        if not self.excerpt:
            return self.message
        return _("“%(excerpt)s”: %(message)s") % {"excerpt": self.excerpt, "message": self.message}

    @property
    def anchor(self):
        """The id that Wagtail's editor gives to the block."""
        return f"block-{self.block_id}-section" if self.block_id else ""


def problem(level, code, part, message, excerpt="", **values):
    """A problem of that part of the page; the excerpt is cut."""
    cut = Truncator(" ".join(str(excerpt).split())).chars(LONGEST_EXCERPT)
    return Problem(level, code, part.label, message, part.key, cut, part.path, part.block_id, **values)
