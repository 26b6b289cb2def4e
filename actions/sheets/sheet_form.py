"""What a sheet is: its title, what a row of it is about, and its columns."""

from dataclasses import dataclass
from functools import cached_property

from .columns import heading


@dataclass(frozen=True)
class SheetForm:
    """One sheet: its title, what a row of it is, and its columns."""

    title: str
    model: type
    about: object
    columns: list
    is_log: bool = False

    @cached_property
    def by_name(self):
        return {item.name: item for item in self.columns}

    @property
    def label(self):
        return heading(self.model._meta.verbose_name_plural)

    def for_everybody(self):
        """The columns of what everybody may download."""
        return [item for item in self.columns if not item.is_internal]
