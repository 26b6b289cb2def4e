"""What the page of a consultation shows, beside the words of its editors."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.fields.sentences import only_if
from consultations.models.consultations import Consultation, Phase
from consultations.models.contributions import Contribution
from consultations.models.versions import QuestionnaireVersion
from consultations.opening.shown import changes_of
from consultations.privacy.record import processing_record
from consultations.questionnaire import read
from core.cards import pages_for
from core.kept import kept
from core.languages import localized_value
from core.places import address_of
from core.terms import terms_on

from .words import day_in_words, sentence_of, taken_part


def consultation_context(consultation, language, at=None):
    """The state, the facts, and all that is asked; nothing of it before the opening."""
    if consultation is None:
        return {}
    at = at or timezone.now()
    standing = kept(f"consultation:{consultation.pk}:{language}", lambda: _standing(consultation, language))
    if standing is None:
        return {"phase": Phase.DRAFT}
    phase = standing["consultation"].phase(at)
    count = Contribution.objects.filter(consultation=consultation).counted().count()
    return standing | {
        "phase": phase,
        "can_begin": phase == Phase.OPEN,
        "is_to_come": phase in (Phase.PLANNED, Phase.OPEN),
        "can_go_on": phase == Phase.GRACE,
        "sentence": sentence_of(standing["consultation"], phase, at),
        "facts": [*standing["facts"], {"label": _("Took part so far"), "value": taken_part(count)}],
        "take_part_url": reverse("take_part:start", args=[consultation.code]),
    }


@dataclass(frozen=True)
class Asked:
    """A question, or a statement, as it is read before answering."""

    text: str
    help: str = ""
    number: int = 0
    options: tuple = ()
    rows: tuple = ()
    scale: str = ""
    condition: str = ""


def _standing(consultation, language):
    """What changes only when something public does; None before the opening. It must be picklable."""
    versions = Prefetch("versions", QuestionnaireVersion.objects.defer("document"))
    rows = Consultation.objects.defer("questionnaire", "draft_text").select_related("organisation", "plan")
    consultation = rows.prefetch_related(versions, "extensions").get(pk=consultation.pk)
    version = next(iter(consultation.versions.all()), None)
    if version is None or not consultation.last_day:
        return None
    document = QuestionnaireVersion.objects.values_list("document", flat=True).get(pk=version.pk)
    questionnaire = read(document)
    numbers = {uid: number for number, uid in enumerate(questionnaire.questions, start=1)}
    return {
        "consultation": consultation,
        "facts": _facts(consultation, language),
        "terms": terms_on([consultation], ["themes"], language),
        "sections": [
            {
                "title": section.title.get(language, ""),
                "introduction": section.introduction.get(language, ""),
                "items": [_asked(item, questionnaire, numbers, language) for item in section.items],
            }
            for section in questionnaire.sections
        ],
        "question_count": len(questionnaire.questions),
        "clauses": [
            {"number": clause.number, "text": clause.text.get(language, ""), "is_heading": clause.is_heading}
            for clause in questionnaire.clauses
        ],
        "clause_count": len(questionnaire.commentable),
        "changes": changes_of(consultation, language),
        "record_of_processing": processing_record(consultation, language),
        "contact": {
            "name": localized_value(consultation, "contact_name", language),
            "email": consultation.contact_email,
            "telephone": consultation.contact_telephone,
        },
    }


def _facts(consultation, language):
    facts = [{"label": _("Who asks"), "value": consultation.organisation.name_in(language)}]
    if consultation.plan and consultation.plan.is_shown:
        page = pages_for([consultation.plan], language).get(consultation.plan.pk)
        facts.append(
            {
                "label": _("About the plan"),
                "value": consultation.plan.name_in(language),
                "url": address_of(page.url_path) if page else "",
            }
        )
    return [
        *facts,
        {"label": _("First day"), "value": day_in_words(consultation.opens_on)},
        {"label": _("Last day"), "value": day_in_words(consultation.last_day)},
    ]


def _asked(item, questionnaire, numbers, language):
    return Asked(
        number=numbers.get(item.uid, 0),
        text=item.text.get(language, ""),
        help=item.help.get(language, ""),
        options=tuple(option.text.get(language, "") for option in item.options)
        + ((_("Other"),) if item.other else ()),
        rows=tuple(row.text.get(language, "") for row in item.rows),
        scale=_scale(item, language),
        condition=only_if(item, questionnaire.questions, language) if item.conditions else "",
    )


def _scale(item, language):
    if item.kind != "scale":
        return ""
    return _("From {first} ({low}) to {last} ({high})").format(
        first=item.first, low=item.low.get(language, ""), last=item.last, high=item.high.get(language, "")
    )
