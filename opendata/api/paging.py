"""One page of a list: what comes after an item, or before it. Nothing comes twice when the list changes meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q

from .problems import Fault, Unfit


def _text(cursor):
    return (cursor.replace("\x00", ""),)


def _number(cursor):
    return (int(cursor[:18]),)


def _source_and_number(cursor):
    source, _dash, number = cursor.replace("\x00", "").rpartition("-")
    return source, int(number[:9])


@dataclass(frozen=True)
class Key:
    """By what a list is ordered, and what its pages begin after; unique."""

    fields: tuple
    read: Callable
    """The values of the fields from a cursor; a ValueError for none."""
    of: Callable
    """The cursor of a record."""

    def order(self, backwards):
        return [f"-{field}" if backwards else field for field in self.fields]

    def beyond(self, cursor, name):
        """The condition for what comes after that item; before it, for the parameter “before”."""
        try:
            values = self.read(cursor)
        except ValueError:
            raise Unfit(Fault(parameter=name, message="This is no code of an item of this list.")) from None
        lookup = "lt" if name == "before" else "gt"
        condition, same = Q(), {}
        for field, value in zip(self.fields, values, strict=True):
            condition |= Q(**same, **{f"{field}__{lookup}": value})
            same[field] = value
        return condition


CODE = Key(("code",), _text, lambda record: record.code)
NUMBER = Key(("number",), _number, lambda record: str(record.number))
ENTRY = Key(("pk",), _number, lambda record: str(record.pk))
RECOMMENDATION = Key(("source__code", "number"), _source_and_number, lambda record: record.code)


@dataclass(frozen=True)
class Page:
    records: list
    next: str | None
    """The cursor after which it goes on; None at the end."""
    previous: str | None


def page_of(rows, every, key, asked):
    """The rows asked for, in two queries: what comes with a row is looked up for those of the page only."""
    if asked.after is not None and asked.before is not None:
        raise Unfit(Fault(parameter="before", message="Give “after” or “before”, not both."))
    backwards = asked.before is not None
    if cursor := asked.before if backwards else asked.after:
        rows = rows.filter(key.beyond(cursor, "before" if backwards else "after"))
    keys = list(rows.order_by(*key.order(backwards)).values_list("pk", flat=True)[: asked.limit + 1])
    more, keys = len(keys) > asked.limit, keys[: asked.limit]
    records = every.in_bulk(keys) if keys else {}
    found = [records[pk] for pk in keys if pk in records]
    if not found:
        return Page([], None, None)
    if backwards:
        found.reverse()
        return Page(found, key.of(found[-1]), key.of(found[0]) if more else None)
    return Page(found, key.of(found[-1]) if more else None, key.of(found[0]) if cursor else None)


def links(page, asked, world):
    """The addresses of the pages beside this one."""
    kept = asked.model_dump(mode="json", exclude_unset=True, exclude_none=True, exclude={"after", "before"})
    address = world.whole(world.request.path)
    return {
        "next": page.next and f"{address}?{urlencode(kept | {'after': page.next})}",
        "previous": page.previous and f"{address}?{urlencode(kept | {'before': page.previous})}",
    }


def link_header(answer):
    """The pages beside an answer as HTTP names them (RFC 8288), for who reads no further than the headers."""
    relations = {"next": answer["next"], "prev": answer["previous"], "license": answer["meta"]["licence_url"]}
    return ", ".join(f'<{address}>; rel="{name}"' for name, address in relations.items() if address)
