"""What comparisons say first, each figure a link to its list."""

from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from actions.models.statuses import Standing
from actions.sentences import actions, commitments, enumeration, figure

from .fates import CONTINUED, DROPPED, ELSEWHERE, MERGED, SPLIT

FEW_DAYS, DAYS_IN_A_MONTH = 61, 365.25 / 12
"""A span of two months or more is told in months."""


def succession_sentence(succession, prefix=""):
    """“Of the 12 actions of the plan before, 7 continue, …”; `prefix`: before the anchors of its lists."""
    clauses = [figure(text, f"#{prefix}{kind}") if kind else figure(text) for kind, text in _clauses(succession)]
    new = len(succession.fates.new)
    text = ngettext("{counter} is new", "{counter} are new", new).format(counter=number_format(new))
    return format_html(
        _("Of the {total} of the plan before, {figures}; {new}."),
        total=figure(actions(succession.earlier_count), succession.earlier.url),
        figures=enumeration(clauses),
        new=figure(text, f"#{prefix}new") if new else _("no action is new"),
    )


def _clauses(succession):
    counts = {kind: len(succession.fates.of_kind(kind)) for kind in (CONTINUED, MERGED, SPLIT, ELSEWHERE, DROPPED)}
    for kind, text in (
        (CONTINUED, ngettext("{counter} continues", "{counter} continue", counts[CONTINUED])),
        (MERGED, _merged(counts[MERGED], succession.targets)),
        (SPLIT, ngettext("{counter} was split", "{counter} were split", counts[SPLIT])),
        (
            ELSEWHERE,
            ngettext("{counter} goes on in another plan", "{counter} go on in other plans", counts[ELSEWHERE]),
        ),
        (DROPPED, ngettext("{counter} was dropped", "{counter} were dropped", counts[DROPPED])),
    ):
        if counts[kind]:
            yield kind, text.format(counter=number_format(counts[kind]))
    if not counts[DROPPED]:
        yield "", _("none was dropped")


def _merged(number, targets):
    if number == 1:
        return _("{counter} was merged into another")
    if targets == 1:
        return _("{counter} merged into one")
    return _("{counter} merged into {targets}").replace("{targets}", number_format(targets))


def dates_sentence(changes):
    """What happened from the one day to the other."""
    clauses = [figure(text, f"#{name}") for name, text in _changes(changes)]
    days = {"before": _day(changes.before.day), "after": _day(changes.after.day)}
    if not clauses:
        return _("From {before} to {after} no commitment came to stand elsewhere, and no date moved.").format(**days)
    return format_html(_("From {before} to {after}: {figures}."), figures=enumeration(clauses), **days)


def _changes(changes):
    for name, found, text in (
        (
            "moved",
            changes.moved,
            ngettext_lazy(
                "{counter} commitment came to stand elsewhere", "{counter} commitments came to stand elsewhere", "n"
            ),
        ),
        ("slipped", changes.slipped, ngettext_lazy("{counter} date slipped", "{counter} dates slipped", "n")),
        (
            "hastened",
            changes.hastened,
            ngettext_lazy("{counter} date was brought forward", "{counter} dates were brought forward", "n"),
        ),
        ("new", changes.new, ngettext_lazy("{counter} commitment is new", "{counter} commitments are new", "n")),
    ):
        if found:
            yield name, (text % {"n": len(found)}).format(counter=number_format(len(found)))


def sides_sentence(sides):
    """Two governments: how many promises each made, and how many of them are late."""
    return format_html(_("{one}; {other}."), **dict(zip(("one", "other"), map(_side, sides), strict=True)))


def _side(side):
    total = figure(commitments(side.sums.total), side.list_url)
    if not side.progress.is_published:
        return format_html(
            _("{name} promised {total}, of which no status has been published"), name=side.name, total=total
        )
    if not side.sums.late:
        return format_html(_("{name} promised {total}, none is late"), name=side.name, total=total)
    text = ngettext("{counter} is late", "{counter} are late", side.sums.late)
    late = figure(text.format(counter=number_format(side.sums.late)), side.late_url, Standing.LATE)
    return format_html(_("{name} promised {total}, {late}"), name=side.name, total=total, late=late)


def later_by(days):
    """How much later a date became, in words; earlier where the number is negative."""
    far = abs(days)
    if far < FEW_DAYS:
        unit = ngettext("{counter} day", "{counter} days", far)
    else:
        far = round(far / DAYS_IN_A_MONTH)
        unit = ngettext("{counter} month", "{counter} months", far)
    span = unit.format(counter=number_format(far))
    return (_("{span} later") if days > 0 else _("{span} earlier")).format(span=span)


def _day(value):
    return date_format(value, "DATE_FORMAT")
