"""What the editor of a page sees of its counterpart: its text in the order of the form, and what changed in it."""

import json
from dataclasses import dataclass, field

import nh3
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from wagtail.fields import StreamField

from core.languages import language_name

from .difference import Difference, difference_of_passages
from .matching import same_blocks
from .states import State, describe
from .texts import form_fields, passages

SHOWN_TAGS = {"p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "h2", "h3", "h4", "blockquote"}


@dataclass(frozen=True)
class Row:
    """A passage of the counterpart, or one that is gone from it, with what changed and where it is in the form."""

    label: str
    kind: str
    text: str = ""
    html: str = ""
    target: str = ""
    changes: list = field(default_factory=list)

    @property
    def marked(self):
        """Its words as (operation, text) when some of them changed."""
        return next((change.segments for change in self.changes if not change.words_stayed), None)


class Beside:
    """The counterpart of `page` (a draft or the page itself) for that person."""

    def __init__(self, page, user):
        self.page, self.user = page, user
        self.state = describe(page)
        self.counterpart = self.state.counterpart
        self.language = self.counterpart.locale.language_code if self.counterpart else ""
        self.language_name = language_name(self.language)

    @cached_property
    def revision(self):
        """The counterpart's latest revision: its text is shown, and what is said here is said of it."""
        return _of(self.counterpart, self.counterpart.get_latest_revision()) if self.counterpart else None

    @cached_property
    def source(self):
        """The counterpart as it is shown."""
        return self.revision.as_object() if self.revision else self.counterpart

    @property
    def is_draft(self):
        """Whether readers do not see the text that is shown."""
        return not self.counterpart.live or self.counterpart.has_unpublished_changes

    @cached_property
    def texts(self):
        return passages(self.source) if self.source else []

    @cached_property
    def difference(self):
        """What changed in the counterpart since the alignment."""
        aligned = self.state.revision_aligned
        if aligned is None or self.revision is None or aligned.pk == self.revision.pk:
            return Difference()
        return difference_of_passages(passages(_of(self.counterpart, aligned).as_object()), self.texts)

    @cached_property
    def rows(self):
        changes = {}
        for change in self.difference.changes:
            changes.setdefault(change.place, []).append(change)
        rows = [self._gone(change) for change in changes.get(-1, [])]
        for place, passage in enumerate(self.texts):
            here = [change for change in changes.get(place, []) if change.kind != "removed"]
            rows.append(
                Row(passage.label, passage.kind, passage.text, _shown(passage.html), self._target(passage), here)
            )
            rows += [self._gone(change) for change in changes.get(place, []) if change.kind == "removed"]
        return rows

    def _gone(self, change):
        return Row(change.label, "figure" if change.is_figure else "text", changes=[change])

    def _target(self, passage):
        """Where this passage is in the form of `page`, for the module that goes there."""
        first, *rest = passage.path
        if rest:
            rest[0] = self._own_blocks.get(first, {}).get(rest[0], rest[0])
        return json.dumps([first, *rest])

    @cached_property
    def _own_blocks(self):
        """{field: {id of their block: id of the same block here}}"""
        found = {}
        for one in form_fields(type(self.page)):
            if isinstance(one, StreamField) and isinstance(self.source, type(self.page)):
                mine, theirs = (getattr(page, one.name).raw_data for page in (self.page, self.source))
                pairs = same_blocks(mine, theirs).items()
                found[one.name] = {theirs[there].get("id"): mine[here].get("id") for there, here in pairs}
        return found

    # What may be done

    @property
    def missing_languages(self):
        """The languages into which a translation can be started: [(code, name)]."""
        if self.page.alias_of_id:
            return []
        return [(code, language_name(code)) for code in self.state.missing_languages]

    @property
    def asks_alignment(self):
        """Whether something was said in the other language that this page was not yet compared with."""
        aligned, other = self.state.revision_aligned, self.counterpart
        if other is None or self.revision is None:
            return False
        return aligned is None or aligned.pk < (other.live_revision_id or self.revision.pk)

    @property
    def is_stale(self):
        return self.state.state == State.STALE

    @property
    def has_change_of_its_own(self):
        return self.page.live and self.page.has_unpublished_changes

    @property
    def edit_url(self):
        if self.counterpart and self.counterpart.permissions_for_user(self.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[self.counterpart.pk])
        return ""

    @property
    def live_url(self):
        return self.counterpart.url if self.counterpart and self.counterpart.live else ""

    @property
    def assign_url(self):
        try:
            return reverse("editorial:assign", args=[self.page.pk])
        except NoReverseMatch:
            return ""


def take_blocks_of_the_draft(page):
    """Let the page have the blocks of its latest draft, which are those in the form; the rest stays as it is live."""
    revision = page.get_latest_revision()
    for one in form_fields(type(page)) if revision else ():
        if isinstance(one, StreamField) and one.name in revision.content:
            setattr(page, one.name, revision.content[one.name])


def _of(page, revision):
    """The revision, which need not look up its page any more."""
    if revision:
        revision.content_object = page
    return revision


def _shown(html):
    """Rich text with its paragraphs and lists, and nothing that could act."""
    return mark_safe(nh3.clean(html, tags=SHOWN_TAGS, attributes={})) if html else ""  # noqa: S308 - cleaned
