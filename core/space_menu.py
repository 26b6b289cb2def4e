"""The menu of the personal space: every app adds its own entries, in its `AppConfig.ready()`."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, order=True)
class Entry:
    order: int
    url_name: str
    label: object

    @property
    def url(self):
        return reverse(self.url_name)


_entries: list[Entry] = []


def add(*, order, url_name, label):
    """Add a screen to the menu of whoever is logged in; the lower `order`, the earlier."""
    _entries.append(Entry(order, url_name, label))


def entries():
    return sorted(_entries)
