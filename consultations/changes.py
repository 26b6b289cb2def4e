"""What happens to consultations, in words: announced, opened, extended, corrected, changed, closed."""

from datetime import timedelta

from django.db.models import CharField, DateField, F, OuterRef, Q, Subquery, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.changes import Change, Subject, beginning_of, in_time, kind, source
from core.dates import day_of
from core.languages import localized_name
from core.lists import address_of_list
from core.page_paths import address, page_path
from core.union_columns import columns
from partners.lineage.kin import shown_lineage_ids

from .models import Consultation, ConsultationIndexPage, ConsultationPage, Extension, QuestionnaireVersion
from .public.words import day_in_words, days_in_words

VERSION, EXTENSION = "version", "extension"
OPENING = QuestionnaireVersion.Kind.OPENING


@kind("consultations", gettext_lazy("Consultations"))
def consultations(code, language):
    if code:
        return None
    with override(language):
        title = _("Consultations")
    return Subject("consultations", "", title, address_of_list(ConsultationIndexPage, language))


@kind("consultation", gettext_lazy("Consultation"))
def consultation(code, language):
    path = page_path(ConsultationPage, "pk", language)
    record = _shown().annotate(path=path).filter(code=code).first()
    if record is None:
        return None
    return Subject("consultation", code, record.name_in(language), address(record.path), record.pk)


@source("consultations")
def changes(subject, language, *, since, until, most):
    """Versions and extensions from when they were decided, and the days on which it opens and closes; two queries."""
    rows = _rows(subject)
    if rows is None:
        return []
    decided = list(_decided(rows, language, since, until).order_by("-at", "-pk")[:most])
    of_days = Q(_between("opens_on", since, until)) | Q(_between("last_on", since, until, days=1))
    first = QuestionnaireVersion.objects.filter(consultation=OuterRef("pk"), number=1)
    found = (
        Consultation.objects.with_last_on()
        .defer("questionnaire", "draft_text")
        .annotate(opened_at=Subquery(first.values("made_at")[:1]), path=page_path(ConsultationPage, "pk", language))
        .filter(Q(pk__in=rows.values("pk")) & of_days | Q(pk__in={row[3] for row in decided}))
        .order_by("-last_on", "-pk")
    )
    by_key = {row.pk: row for row in found[: 2 * most]}
    with override(language):
        told = [_decision(by_key[row[3]], *row, language) for row in decided if row[3] in by_key]
        for one in by_key.values():
            told += [change for change in _days(one, language) if _is_in_time(change.at, since, until)]
    return sorted(told, key=lambda change: (change.at, change.key), reverse=True)[:most]


def _shown():
    return Consultation.objects.announced().defer("questionnaire", "draft_text")


def _rows(subject):
    """The consultations that everybody may see and that the subject is about; None for what it knows nothing of."""
    rows, pk = _shown().filter(opens_on__isnull=False, closes_on__isnull=False).order_by(), subject.pk
    match subject.kind:
        case "consultations" | "everything":
            return rows
        case "consultation":
            return rows.filter(pk=pk)
        case "organisation":
            return rows.filter(organisation__in=shown_lineage_ids(pk))
        case "plan" | "government":
            return rows.filter(**{subject.kind: pk})
        case "theme":
            return rows.filter(pk__in=Consultation.themes.through.objects.filter(theme=pk).values("consultation"))
    return None


def _decided(rows, language, since, until):
    """(what, pk, moment, consultation, kind, words, day) of versions and extensions."""
    keys = rows.values("pk")
    versions = QuestionnaireVersion.objects.filter(consultation__in=keys).annotate(
        at=F("made_at"), day=Value(None, output_field=DateField(null=True))
    )
    extensions = Extension.objects.filter(consultation__in=keys).annotate(
        at=F("decided_at"), day=F("closes_on"), kind=Value("", output_field=CharField())
    )
    branches = [
        columns(
            in_time(branch.annotate(what=Value(what, output_field=CharField())), "at", since, until).order_by(),
            *("what", "pk", "at", "consultation_id", "kind", words, "day"),
        )
        for what, branch, words in (
            (VERSION, versions, localized_name("note", language)),
            (EXTENSION, extensions, localized_name("reason", language)),
        )
    ]
    return branches[0].union(branches[1], all=True)


def _between(column, since, until, days=0):
    """That the day so many days after the one in that column begins after `since` and not after `until`."""
    later = timedelta(days=days)
    condition = Q(**{f"{column}__isnull": False})
    if since:
        condition &= Q(**{f"{column}__gt": day_of(since) - later})
    return condition & Q(**{f"{column}__lte": day_of(until) - later}) if until else condition


def _is_in_time(at, since, until):
    return (since is None or at > since) and (until is None or at <= until)


def _decision(one, what, pk, at, _consultation, kind_of_version, words, day, language):
    facts = {"name": one.name_in(language)}
    url = address(one.path)
    if what == EXTENSION:
        title = _("More time for the consultation “{name}”: until {day}.").format(day=day_in_words(day), **facts)
        return Change(f"extension-{pk}", at, title, words or "", url)
    if kind_of_version == OPENING:
        if at >= beginning_of(one.opens_on):
            return _opened(one, at, language)
        title = _("Consultation announced: “{name}”.").format(**facts)
        return Change(f"version-{pk}", at, title, _taking_part(one), url)
    told = _("The words of the consultation “{name}” were corrected.")
    if kind_of_version == QuestionnaireVersion.Kind.CHANGE:
        told = _("The consultation “{name}” asks something else from now on.")
    return Change(f"version-{pk}", at, told.format(**facts), words or "", url)


def _days(one, language):
    """What follows from its days, whether or not these have come."""
    opens_at = beginning_of(one.opens_on)
    if one.opened_at and one.opened_at < opens_at:
        yield _opened(one, opens_at, language)
    title = _("The consultation “{name}” closed.").format(name=one.name_in(language))
    text = _("The last day was {day}.").format(day=day_in_words(one.last_on))
    closed_at = beginning_of(one.last_on + timedelta(days=1))
    yield Change(f"consultation-{one.pk}-closed-{one.last_on}", closed_at, title, text, address(one.path))


def _opened(one, at, language):
    title = _("Consultation open: “{name}”.").format(name=one.name_in(language))
    return Change(f"consultation-{one.pk}-opened", at, title, _taking_part(one), address(one.path))


def _taking_part(one):
    return _("You can take part: {days}.").format(days=days_in_words(one.opens_on, one.last_on).lower())
