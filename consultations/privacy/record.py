"""The record of processing of one consultation (article 30 of the GDPR), in words for everybody."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.kinds import QuestionKind
from consultations.questionnaire import read
from core.languages import localized_value

from .consents import contact_in
from .periods import periods_of


@dataclass(frozen=True)
class Row:
    """`lines`: sentences or items, at least one."""

    key: str
    label: str
    lines: list


def processing_record(consultation, language):
    """What is processed, why, by whom and how long: a list of rows; what is not filled in yet is left out."""
    with override(language):
        rows = [
            Row("controller", _("Responsible for the data"), [consultation.organisation.name_in(language)]),
            Row("purpose", _("Purpose"), _lines(consultation, "purpose", language)),
            Row("legal_basis", _("Legal basis"), _lines(consultation, "legal_basis", language)),
            Row("data", _("What is kept"), _data(consultation, language)),
            Row("recipients", _("Who receives the data"), _lines(consultation, "recipients", language)),
            Row("processors", _("How it is processed"), _processing()),
            Row("retention", _("How long it is kept"), periods_of(consultation)),
            Row("rights", _("Your rights"), _rights()),
            Row("contact", _("Questions about your data"), [contact_in(consultation, language)]),
        ]
    rows = [Row(row.key, row.label, [line for line in row.lines if line]) for row in rows]
    return [row for row in rows if row.lines]


def _lines(consultation, name, language):
    return localized_value(consultation, name, language).splitlines()


def _data(consultation, language):
    """Derived from what is asked: what somebody adds to the questionnaire stands here the same moment."""
    version = consultation.version
    questions = list(read(version.document).questions.values()) if version else []
    kinds = {item.kind for item in questions}
    return [
        _("Your name and your e-mail address, if you give them; for an organisation its name and enterprise number."),
        _("Your answers and your comments, with the day, the language and the way in which they came in."),
        _("E-mail addresses that you give in an answer.") if QuestionKind.EMAIL in kinds else "",
        _("Documents that you add.") if QuestionKind.FILE in kinds else "",
        *(_sensitive(item, language) for item in questions if item.sensitive),
        _("What you agreed to, word for word, and when."),
    ]


def _sensitive(item, language):
    facts = {"question": item.text.get(language, ""), "purpose": item.purpose.get(language, "")}
    if facts["purpose"]:
        return _("A sensitive answer: “%(question)s”. Why: %(purpose)s") % facts
    return _("A sensitive answer: “%(question)s”.") % facts


def _processing():
    scanner = _("Documents are scanned for viruses before anybody can open them.")
    return [
        _("Names and e-mail addresses are encrypted, and kept apart from the answers."),
        _("Each time that somebody of the staff looks at them, it is recorded who and when."),
        scanner if settings.CLAMD else "",
        _("No decision about you is made by a machine."),
    ]


def _rights():
    return [
        _("You can get a copy of all that is kept about you, and have it erased, with a link that we mail you."),
        _("You can correct your contribution until the last day, and withdraw it at any time."),
        _("You can complain to the Belgian Data Protection Authority."),
    ]
