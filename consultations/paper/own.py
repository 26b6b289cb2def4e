"""What somebody answered, or has typed so far, as a tagged PDF to keep."""

from pathlib import Path

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from consultations.fields.words import answer_rows, typed_rows
from consultations.models import Contribution
from consultations.questionnaire import read
from consultations.storing import read_back
from core.pdf import pdf_of

TEMPLATE = Path(__file__).with_name("own.typ")


def contribution_pdf(contribution, language):
    """The bytes of the PDF of a contribution, in that language, which is the active one."""
    answers, comments = read_back(contribution)
    files = contribution.files.select_related("question")
    questionnaire = read(contribution.version.document)
    rows = answer_rows(questionnaire, answers, comments, language, files, written_in=contribution.language)
    return pdf_of(TEMPLATE, _data(contribution.consultation, rows, language, _facts_of(contribution)))


def draft_pdf(draft, language):
    """The bytes of the PDF of a draft: what was typed, as it would be read."""
    questionnaire = read(draft.version.document)
    rows = typed_rows(questionnaire, draft.typed, language, draft.files.select_related("question"))
    facts = [
        [_("State"), _("A draft: it was not sent yet, and does not count.")],
        [_("Saved at"), _moment(draft.saved_at)],
    ]
    return pdf_of(TEMPLATE, _data(draft.consultation, rows, language, facts))


def _facts_of(contribution):
    receipt = contribution.receipts.first()
    facts = [
        [_("Reference"), contribution.reference],
        [_("State"), contribution.get_state_display()],
        [_("Sent at"), _moment(contribution.sent_at)],
        [_("Version of the questionnaire"), str(contribution.version.number)],
    ]
    if contribution.lateness == Contribution.Lateness.LATE:
        facts.append([_("On time"), contribution.get_lateness_display()])
    if contribution.organisation_name:
        facts.append([_("Organisation"), contribution.organisation_name])
    facts.append([_("Publication"), contribution.get_publication_display()])
    if receipt:
        facts += [[_("Receipt of"), _moment(receipt.made_at)], [_("SHA-256 of the answers"), receipt.digest]]
    return facts


def _data(consultation, sections, language, facts):
    return {
        "language": language,
        "title": consultation.name_in(language),
        "kicker": _("Your answers"),
        "organisation": consultation.organisation.name_in(language),
        "facts": facts,
        "sections": [
            {
                "title": section.title,
                "rows": [
                    {
                        "question": row.question,
                        "lines": [
                            {"label": line.label, "texts": line.text.splitlines() or [""], "lang": line.lang}
                            for line in row.lines
                        ],
                    }
                    for row in section.rows
                ],
            }
            for section in sections
            if section.rows
        ],
        "nothing": _("Not answered"),
        "page_words": _("page"),
    }


def _moment(moment):
    return date_format(localtime(moment), "DATETIME_FORMAT")
