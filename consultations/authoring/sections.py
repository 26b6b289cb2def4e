"""What the dossier of a consultation shows of its standing, its questions and its versions."""

from collections import Counter

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from consultations.kinds import QuestionKind
from editorial.dossier import Cell, Section


def sections_of(consultation, at):
    return [_standing(consultation, at), _questions(consultation), _versions(consultation)]


def _standing(consultation, at):
    extensions = list(consultation.extensions.all())
    last_day = consultation.last_day and date_format(consultation.last_day, "DATE_FORMAT")
    if extensions:
        first = date_format(consultation.closes_on, "DATE_FORMAT")
        last_day = _("%(day)s (first: %(first)s)") % {"day": last_day, "first": first}
    facts = [
        (_("Phase"), consultation.phase(at).label),
        (_("First day"), consultation.opens_on and date_format(consultation.opens_on, "DATE_FORMAT")),
        (_("Last day"), last_day),
        (_("What was begun can be sent until"), _moment(consultation.grace_ends_at)),
        (_("Results from"), _moment(consultation.results_from or consultation.closes_at)),
        (_("Contributions"), str(consultation.contributions.filter(state="sent").count())),
    ]
    return Section(_("Where it stands"), [_("Fact"), _("Value")], [[Cell(name), Cell(value)] for name, value in facts])


def _questions(consultation):
    """How many of each kind the working draft has."""
    kinds = Counter(child.block_type for child in consultation.questionnaire)
    rows = [[Cell(kind.label), Cell(kinds[kind.value])] for kind in QuestionKind if kinds[kind.value]]
    clauses = sum(child.block_type == "clause" for child in consultation.draft_text)
    if rows:
        rows.append([Cell(_("Questions in all")), Cell(sum(kinds[kind.value] for kind in QuestionKind))])
    if clauses:
        rows.append([Cell(_("Clauses to comment on")), Cell(clauses)])
    return Section(_("Questions"), [_("Kind"), _("How many")], rows)


def _versions(consultation):
    rows = [
        [
            Cell(str(version.number)),
            Cell(version.get_kind_display()),
            Cell(_moment(version.made_at)),
            Cell(version.note or ""),
            Cell(version.digest[:12]),
        ]
        for version in consultation.versions.defer("document")
    ]
    headings = [_("Version"), _("Kind"), _("Made on"), _("What changed, and why"), _("SHA-256")]
    return Section(_("Versions of the questions"), headings, rows)


def _moment(moment):
    return moment and date_format(localtime(moment), "DATETIME_FORMAT")
