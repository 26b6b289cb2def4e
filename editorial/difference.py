"""What changed between two texts, by words, in the order of the new one."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .matching import moved_places, moves, same_passages
from .texts import passages
from .words import BUDGET, segments, words_of

LINKS = re.compile(r"""\b(?:href|linktype|id|embedtype|url)=("[^"]*"|'[^']*')""")


@dataclass(frozen=True)
class Change:
    """One passage that changed. Its segments are (operation, text): "=" stayed, "+" is new, "-" is gone.

    `place` says where in the new text it is or, when it is gone, after which passage it was.
    """

    label: str
    kind: str
    segments: list
    key: str = ""
    is_figure: bool = False
    place: int = 0

    @property
    def words_stayed(self):
        """Whether only a link, a place or the like is different."""
        return all(operation == "=" for operation, _text in self.segments)


@dataclass(frozen=True)
class Difference:
    changes: list = field(default_factory=list)

    @property
    def added(self):
        return self._words("+")

    @property
    def removed(self):
        return self._words("-")

    def _words(self, sign):
        texts = (change.segments for change in self.changes if not change.is_figure)
        return sum(len(words_of(text)) for segments in texts for operation, text in segments if operation == sign)

    def sentence(self):
        """How large it is: “12 words added, 3 removed in 2 places”."""
        places = len(self.changes)
        if not places:
            return _("No word changed")
        if not self.added and not self.removed:
            return ngettext(
                "No word changed; something else did in %(count)s place",
                "No word changed; something else did in %(count)s places",
                places,
            ) % {"count": places}
        sizes = []
        if self.added:
            sizes.append(ngettext("%(count)s word added", "%(count)s words added", self.added) % {"count": self.added})
        if self.removed:
            words = ngettext("%(count)s word removed", "%(count)s words removed", self.removed)
            sizes.append(words % {"count": self.removed})
        where = ngettext("in %(count)s place", "in %(count)s places", places) % {"count": places}
        return f"{', '.join(sizes)} {where}"


def difference(old, new):
    """What a reader of `new` meets that a reader of `old` did not, and the reverse; everything when `old` is None."""
    return difference_of_passages(passages(old) if old else [], passages(new))


def difference_of_passages(before, after):
    partner = same_passages(before, after)
    budget = [BUDGET]
    found = [_move(group, after) for group in moves(moved_places(partner), after)]
    for place, passage in enumerate(after):
        was = before[partner[place]] if place in partner else None
        if was is None:
            found.append(_change(passage, "added", [("+", passage.text)], place))
        elif was.text != passage.text:
            found.append(_change(passage, "changed", segments(was.text, passage.text, budget), place, was))
        elif LINKS.findall(was.html) != LINKS.findall(passage.html):
            found.append(_change(passage, "changed", [("=", passage.text)], place))
    found += _removed(before, partner)
    return Difference(sorted(found, key=lambda change: change.place))


def changes_since_alignment(page, counterpart=None):
    """What readers of the counterpart meet now that they did not when `page` was last aligned with it; None: never."""
    alignments = page.alignments.select_related("revision", "counterpart").order_by("-said_at", "-pk")
    if counterpart:
        alignments = alignments.filter(counterpart=counterpart.pk)
    alignment = alignments.first()
    if alignment is None:
        return None
    revision = revision_to_follow(alignment.counterpart)
    if revision is None:
        return difference(alignment.revision.as_object(), alignment.counterpart.specific)
    if revision.pk == alignment.revision_id:
        return Difference()
    return difference(alignment.revision.as_object(), revision.as_object())


def revision_to_follow(page):
    """The revision that readers see or, before there is one, the latest."""
    return (page.live and page.live_revision) or page.latest_revision


def _change(passage, kind, parts, place, was=None):
    is_figure = passage.kind == "figure" and (was is None or was.kind == "figure")
    return Change(passage.label, kind, parts, passage.key, is_figure, place)


def _removed(before, partner):
    """The passages that are gone, each after the one before it that stayed; -1 at the start."""
    places = {old: new for new, old in partner.items()}
    found, last = [], -1
    for number, passage in enumerate(before):
        if number in places:
            last = places[number]
        else:
            found.append(_change(passage, "removed", [("-", passage.text)], last))
    return found


def _move(group, after):
    labels = [after[place].label.split(" › ") for place in group]
    common = [names[0] for names in zip(*labels, strict=False) if len(set(names)) == 1]
    text = "\n".join(after[place].text for place in group)
    return Change(" › ".join(common), "moved", [("=", text)], after[group[0]].key, place=group[0])
