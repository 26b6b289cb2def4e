"""What changed about something, in words: the same as feeds and mails tell."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from ninja import Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, Field, StringConstraints

from core import changes as told
from core.canonical import digest_of
from core.kept import kept
from core.languages import language_codes
from core.querysets import LONGEST_QUERY
from core.validators import FIRST_YEAR, LAST_YEAR
from opendata.api.asked import MOST
from opendata.api.problems import Fault, Unfit
from opendata.api.resource import check_names
from opendata.api.shapes import Address, Meta, Pages, Shape, Words
from opendata.api.world import World

AT_ONCE = 1000
"""So many changes of one and the same moment at most: they stand on one page together."""

INSTANT = timedelta(microseconds=1)


def _with_its_plus(text):
    """A plus sign in an address is read as a space."""
    return text.replace(" ", "+") if isinstance(text, str) else text


def _plausible(moment):
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"A year from {FIRST_YEAR} to {LAST_YEAR}.")
    return moment


Moment = Annotated[AwareDatetime, BeforeValidator(_with_its_plus), AfterValidator(_plausible)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z]+$", max_length=30)]


class ChangesAsked(BaseModel):
    """The parameters of the list of changes."""

    kind: Name = Field("everything", description="The kind of what to be told about.", examples=["plan"])
    code: str = Field(
        "", max_length=LONGEST_QUERY,
        description="Its code; the words of a search; nothing for “everything” and “consultations”.",
    )  # fmt: skip
    since: Moment = Field(
        None, description="Only what became public after this moment.", examples=["2026-01-31T00:00:00Z"]
    )
    until: Moment = Field(None, description="Only what became public until this moment.")
    limit: int = Field(
        25, ge=1, le=MOST, description="At most so many changes, unless more came at one moment: they stay together."
    )


class Change(Shape):
    """Something that became public."""

    key: str = Field(description="The same for ever; a page of one language has its own.", examples=["report-12"])
    at: datetime = Field(description="When it became public.")
    title: Words
    text: Words = Field(description="In words, without markup.")
    url: Pages = Field(description="Where to read more.")


class ChangeList(Shape):
    """What changed, the newest first."""

    meta: Meta
    next: Address | None = Field(description="The address of the page after this one; null on the last.")
    items: list[Change]


def mount(api):
    @api.get(
        "changes", response=ChangeList, tags=["changes"], operation_id="list_changes", summary="List changes",
        description="What changed about a plan, an action, an organisation, a theme and the like, the newest first.",
    )  # fmt: skip
    def changes(request, asked: Query[ChangesAsked]):
        check_names(request, asked)
        subjects = _subjects(asked)
        found, until = _page(subjects, asked)
        world = World(request)
        return {
            "meta": world.meta(),
            "next": until and _next(asked, until, world),
            "items": [_change(key, by_language, world) for key, by_language in found],
        }


def _subjects(asked):
    """What it is about, in every language: {language: Subject}."""
    kinds = list(told.kinds())
    if asked.kind not in kinds:
        raise Unfit(Fault(parameter="kind", message="There is no such kind.", allowed=kinds))
    code = asked.code.replace("\x00", " ").strip()
    found = {language: told.subject_of(asked.kind, code, language) for language in language_codes()}
    if not all(found.values()):
        raise Unfit(Fault(parameter="code", message=f"There is no {asked.kind} with this code."))
    return found


def _page(subjects, asked):
    """The changes of a page, and until when the next one goes: ([(key, {language: Change})], moment or None)."""
    more, lists = None, {}
    for language, subject in subjects.items():
        rows = _told(subject, language, since=asked.since, until=asked.until, most=asked.limit + 1)
        if len(rows) > asked.limit:
            more = max(filter(None, (more, rows[asked.limit].at)))
        lists[language] = rows
    merged = _merged(lists)
    if len(merged) > asked.limit:
        more = max(filter(None, (more, _at(merged[asked.limit]))))
    if more is None:
        return merged, None
    if whole := [item for item in merged if _at(item) > more]:
        return whole, more
    lists = {language: _at_once(subject, language, more) for language, subject in subjects.items()}
    return _merged(lists), more - INSTANT


def _at_once(subject, language, at):
    return _told(subject, language, since=at - INSTANT, until=at, most=AT_ONCE)


def _told(subject, language, **bounds):
    """In one language, once until something public changes: each costs as much as a feed."""
    name = digest_of([subject.kind, subject.code, language, *map(str, bounds.values())])
    return kept(f"api:changes:{name}", lambda: told.changes_of(subject, language, **bounds))


def _merged(lists):
    found = {}
    for language, rows in lists.items():
        for row in rows:
            found.setdefault(row.key, {})[language] = row
    return sorted(found.items(), key=lambda item: (_at(item), item[0]), reverse=True)


def _at(item):
    return next(iter(item[1].values())).at


def _change(key, by_language, world):
    return {
        "key": key,
        "at": _at((key, by_language)).astimezone(UTC),
        "title": {language: row.title for language, row in by_language.items()},
        # Told in another language than the reader's, it is in that language here.
        "text": {row.lang or language: row.text or None for language, row in by_language.items()},
        "url": {language: world.whole(row.url) for language, row in by_language.items()},
    }


def _next(asked, until, world):
    again = asked.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    again["until"] = until.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return f"{world.whole(world.request.path)}?{urlencode(again)}"
