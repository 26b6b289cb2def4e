"""What the page of a plan needs to know of it, read once until something public changes; every day follows from it."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from actions.models.actions import Action
from actions.models.commitments import Commitment
from actions.models.reports import StatusReport, StatusReportTranslation
from actions.plan_facts import plan_facts
from actions.snapshots.shown import progress_reports_of
from core.cards import Card, card_of, pages_for
from core.kept import kept
from core.languages import language_name, localized_value
from core.models import Theme
from core.terms import terms_of

from .history import Column, columns_of
from .logs import Log, logs_of

NONE = "-"
"""The public value of a promise without a government, a pillar or a theme; no code looks like this."""


@dataclass(frozen=True)
class Line:
    """A public action of the plan."""

    pk: int
    number: int
    card: Card
    pillar: str


@dataclass(frozen=True)
class Promise:
    """A public commitment, in the reader's language."""

    pk: int
    action: int
    organisation: str
    government: str
    pillar: str
    themes: tuple
    log: Log


@dataclass(frozen=True)
class Reason:
    """Why a deadline moved."""

    text: str
    lang: str = ""
    """Filled in where it is not in the reader's language."""

    @property
    def notice(self):
        return language_name(self.lang)


@dataclass(frozen=True)
class Reading:
    lines: list
    promises: list
    labels: dict
    """{"government": {code: name}, "pillar": {number: name}, "theme": {code: name}} of the promises, in order."""
    pillars: dict
    """{number: name} of all pillars"""
    reasons: dict
    """{primary key of a report that moves a deadline: Reason}"""
    known_from: date | None
    """The first day that one can ask for; None for a plan without dates."""
    columns: list[Column]
    """How the promises stood at the end of each quarter that is over."""
    facts: list
    progress_reports: list


def reading_of(plan, language):
    """The Reading of a plan, from the cache where it is there."""
    return kept(f"plan:{plan.pk}:{language}", lambda: _read(plan, language))


def _read(plan, language):
    actions = list(plan.actions.public().select_related("pillar").order_by("number"))
    public = Commitment.objects.in_public_plans().filter(action__plan=plan)
    related = public.select_related("organisation__government", "action__pillar")
    commitments = list(related.order_by("organisation__government__order", "pk"))
    logs = logs_of(public)
    themes = _themes(commitments, language)
    pages, pillars = pages_for(actions, language), _pillars(plan, language)
    promises = [_promise(row, themes, logs[row.pk], language) for row in commitments]
    first_report = _first(*(entry.known_on for row in promises for entry in row.log.entries))
    plan_day = plan.starts_on or plan.adopted_on
    return Reading(
        lines=[_line(action, pages.get(action.pk), language) for action in actions],
        promises=promises,
        labels=_labels(commitments, promises, pillars, language),
        pillars=pillars,
        reasons=_reasons(promises, language),
        known_from=plan_day and _first(plan_day, plan.adopted_on, first_report),
        columns=columns_of(promises, _first(plan_day, first_report)),
        facts=plan_facts(plan, commitments, language),
        progress_reports=progress_reports_of(plan, language),
    )


def _line(action, page, language):
    card = replace(card_of(action, page, language), record=None)
    return Line(action.pk, action.number, card, str(action.pillar.number) if action.pillar_id else NONE)


def _promise(row, themes, log, language):
    organisation = row.organisation
    return Promise(
        pk=row.pk,
        action=row.action_id,
        organisation=organisation.name_in(language),
        government=organisation.government.code if organisation.government_id else NONE,
        pillar=str(row.action.pillar.number) if row.action.pillar_id else NONE,
        themes=themes.get(row.pk) or (NONE,),
        log=log,
    )


def _themes(commitments, language):
    """{primary key: codes of its own themes and of those of its action}, in two queries."""
    labels = terms_of(Theme, language)
    own, of_action = Commitment.themes.through.objects, Action.themes.through.objects
    by_promise = set(own.filter(commitment__in=[row.pk for row in commitments]).values_list("commitment", "theme"))
    actions = {row.action_id for row in commitments}
    by_action = set(of_action.filter(action__in=actions).values_list("action", "theme"))
    return {
        row.pk: tuple(
            term.value for term in labels if (row.pk, term.pk) in by_promise or (row.action_id, term.pk) in by_action
        )
        for row in commitments
    }


def _labels(commitments, promises, pillars, language):
    """The values that the promises have, in the order of their kind, and at the end that there is none."""
    offices = {row.organisation.government for row in commitments} - {None}
    ordered = {
        "government": {
            row.code: localized_value(row, "name", language)
            for row in sorted(offices, key=lambda office: (office.order, office.code))
        },
        "pillar": pillars,
        "theme": {term.value: term.label for term in terms_of(Theme, language)},
    }
    without = {"government": _("Without a government"), "pillar": _("Without a pillar"), "theme": _("Without a theme")}
    values = {
        "government": {row.government for row in promises},
        "pillar": {row.pillar for row in promises},
        "theme": {code for row in promises for code in row.themes},
    }
    return {
        name: {code: label for code, label in (labels | {NONE: without[name]}).items() if code in values[name]}
        for name, labels in ordered.items()
    }


def _pillars(plan, language):
    """{number: name}"""
    words = _("Pillar {number}: {name}")
    return {
        str(row.number): words.format(number=row.number, name=localized_value(row, "name", language))
        for row in plan.pillars.order_by("number")
    }


def _reasons(promises, language):
    """Why deadlines moved, in one query."""
    reports = [entry.pk for row in promises for entry in row.log.entries if entry.moves_to]
    translations = StatusReportTranslation.objects.filter(report=OuterRef("pk"), language=language)
    rows = StatusReport.objects.filter(pk__in=reports).annotate(here=Subquery(translations.values("reason")[:1]))
    return {
        pk: Reason(reason) if written_in == language else Reason(here) if here else Reason(reason, written_in)
        for pk, reason, written_in, here in rows.order_by().values_list("pk", "reason", "language", "here")
    }


def _first(*days):
    return min((day for day in days if day), default=None)
