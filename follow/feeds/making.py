"""Makes the feed of a subject: its changes in words, a page of them at a time."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.changes import changes_of, subject_of
from core.kept import kept
from core.languages import language_codes
from core.shell import shell_in
from editorial.mails.post import absolute

from .addresses import feed_url
from .atom import Feed, clean, one_line, tag

PER_PAGE = 50
MOST_PAGES = 20
"""So far back one can leaf; what is older stands on the pages themselves."""

ATOM = "application/atom+xml"
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed without entries was updated: a feed must say a moment, and the same one each time."""


@dataclass(frozen=True)
class Made:
    content: bytes
    etag: str
    updated: datetime
    """Of its newest change."""


def feed_of(kind, code, language, page=1):
    """The feed as it is read, kept until something public changes; None for what is not there for everybody."""
    if not 1 <= page <= MOST_PAGES:
        return None
    name = hashlib.sha256(f"{kind}:{code}".encode("utf-8", "replace")).hexdigest()
    return kept(f"feed:{name}:{language}:{page}", lambda: _made(kind, code, language, page))


def _made(kind, code, language, page):
    subject = subject_of(kind, code, language)
    if subject is None:
        return None
    # One more than the page shows says whether there is a next one.
    changes = changes_of(subject, language, most=PER_PAGE * page + 1)
    shown = changes[PER_PAGE * (page - 1) : PER_PAGE * page]
    if page > 1 and not shown:
        return None
    has_more = len(changes) > PER_PAGE * page and page < MOST_PAGES
    updated = changes[0].at if changes else NEVER
    with override(language):
        feed = _feed(subject, language, updated, _links(subject, language, page, has_more))
    for change in shown:
        _add(feed, change, subject, language)
    content = feed.writeString("utf-8").encode()
    return Made(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"', updated)


def _feed(subject, language, updated, links):
    shell = shell_in(language)
    return Feed(
        title=f"{one_line(subject.title)} – {one_line(shell.name)}",
        link=_uri(subject.url or shell.home_url),
        description=None,
        subtitle=_("What changes, in words, newest first."),
        language=language,
        author_name=one_line(shell.name) or language,
        author_link=_uri(shell.home_url),
        feed_guid=tag(f"{language}/feed/{subject.kind}/{iri_to_uri(subject.code).replace(' ', '+')}".rstrip("/")),
        feed_copyright=one_line(shell.licence_line),
        updated=updated,
        links=links,
    )


def _links(subject, language, page, has_more):
    """To the page that it is about, to itself, to the other languages, and to what is newer and older (RFC 5005)."""

    def leaf(rel, number):
        return {"rel": rel, "type": ATOM, "href": _uri(feed_url(subject.kind, subject.code, language, number))}

    html = {"rel": "alternate", "type": "text/html", "hreflang": language}
    return [
        html | {"href": _uri(subject.url or shell_in(language).home_url)},
        leaf("self", page),
        *(
            {"rel": "alternate", "type": ATOM, "hreflang": code}
            | {"href": _uri(feed_url(subject.kind, subject.code, code))}
            for code in language_codes()
            if code != language
        ),
        leaf("first", 1),
        *([leaf("previous", page - 1)] if page > 1 else []),
        *([leaf("next", page + 1)] if has_more else []),
    ]


def _add(feed, change, subject, language):
    feed.add_item(
        title=one_line(change.title),
        link=_uri(change.url or subject.url or shell_in(language).home_url),
        description=clean(change.text),
        pubdate=change.at,
        updateddate=change.at,
        unique_id=tag(f"change/{change.key}"),
        lang=change.lang,
    )


def _uri(path):
    """The full address, of the site's own host and no other."""
    return iri_to_uri(absolute(path))
