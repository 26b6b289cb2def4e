"""Consultations with their questionnaires; one is open for whoever loads the demonstration, one is closed."""

from datetime import timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from actions.models import ActionPlan
from consultations.about import About
from consultations.kinds import Publication, QuestionKind, RespondentKind
from consultations.models import Consultation
from consultations.questionnaire import read
from consultations.services.drafts import draft_save, draft_start
from consultations.services.opening import consultation_open
from consultations.services.sending import contribution_send
from consultations.typed import QUESTION
from core.dates import today
from core.languages import language_codes, localized_name
from core.models import Theme
from core.services import record_create

from . import files
from .files import columns
from .moments import moment
from .partners import by_code
from .words import person, publish_pages

BILINGUAL = ("title", "introduction", "text", "help", "purpose", "low", "high", "unit")
PARTS = ("options", "rows")
LONG = 4000


def load(organisations, media, user, progress):
    """Add the consultations that are missing, with their pages, and open them."""
    known = set(Consultation.objects.values_list("code", flat=True))
    for row in progress("consultations", files.questionnaires()):
        if row["code"] not in known:
            consultation = _consultation(row, organisations, user)
            publish_pages(consultation, row["page"], media)
            _contributions(row, consultation)


def _consultation(row, organisations, user):
    organisation, first_day = organisations[row["organisation"]], today() + timedelta(days=row["opens"])
    consultation = Consultation(
        code=row["code"],
        organisation=organisation,
        government=organisation.government,
        plan=ActionPlan.objects.get(code=row["plan"]),
        opens_on=first_day,
        closes_on=today() + timedelta(days=row["closes"]),
        grace_hours=row["grace_hours"],
        questionnaire=[_block(row["code"], item) for item in row["item"]],
        draft_text=list(_draft_text(row)),
        contact_email=row["contact_email"],
        contact_telephone=row["contact_telephone"],
        fictional=True,
        is_public=True,
        **columns(row, "name", "purpose", "legal_basis", "recipients", "contact_name"),
    )
    themes = by_code(Theme)
    consultation.themes.set([themes[code] for code in row["themes"]])
    record_create(record=consultation, user=user)
    consultation_open(
        consultation=consultation, by=person("consultation-manager"), at=moment(first_day - timedelta(days=3))
    )
    return consultation


def _block(code, item):
    """Raw stream data of a question, a section or a statement, with identities that follow from its place."""
    value = {"longest": LONG} if item["type"] == "long_text" else {}
    for name, given in item.items():
        if name in BILINGUAL:
            value |= _columns(name, given)
        elif name in PARTS:
            value[name] = [_part(code, item, name, number, part) for number, part in enumerate(given)]
        elif name == "conditions":
            # Without an identity Wagtail takes it for an item of before it had them, and the condition for empty.
            value[name] = [
                {"type": "item", "value": condition, "id": _identity(code, item["code"], name, number)}
                for number, condition in enumerate(given)
            ]
        elif name != "type":
            value[name] = given
    name = item.get("code") or item["text" if "text" in item else "title"][language_codes()[0]]
    return {"type": item["type"], "value": value, "id": _identity(code, name)}


def _part(code, item, name, number, part):
    more = {key: value for key, value in part.items() if key not in language_codes()}
    identity = _identity(code, item["code"], name, number)
    return {"type": "item", "value": _columns("text", part) | more, "id": identity}


def _draft_text(row):
    number = 0
    for chapter in row.get("chapter", []):
        heading = chapter["text"]
        yield {"type": "heading", "value": _columns("text", heading), "id": _identity(row["code"], *heading.values())}
        for clause in chapter["clauses"]:
            number += 1
            value = _columns("text", clause) | {"number": str(number)}
            yield {"type": "clause", "value": value, "id": _identity(row["code"], "clause", number)}


def _columns(name, texts):
    return {localized_name(name, code): texts.get(code, "") for code in language_codes()}


def _identity(*parts):
    return str(uuid5(NAMESPACE_URL, "/".join(str(part) for part in parts)))


def _contributions(row, consultation):
    """Invented people answer, in both languages, on the days that it was open; the same at every loading."""
    chance, questionnaire = Random(row["code"]), read(consultation.version.document)  # noqa: S311 - no secret
    days = (consultation.closes_on - consultation.opens_on).days
    for number in range(row.get("contributions", 0)):
        at = moment(consultation.opens_on + timedelta(days=number * days // row["contributions"]))
        remark = row["remark"][number % len(row["remark"])]
        typed = {
            QUESTION + uid: _answer(item, chance, remark["text"]) for uid, item in questionnaire.questions.items()
        }
        draft = draft_start(consultation=consultation, language=remark["language"], at=at)
        draft = draft_save(draft=draft, typed=typed, seen=0, at=at).draft
        contribution_send(draft=draft, about=_about(number, chance), at=at)


def _about(number, chance):
    kind = chance.choice(RespondentKind.values)
    name = "" if kind == RespondentKind.INDIVIDUAL else f"Voorbeeld {number + 1} · Exemple {number + 1}"
    return About(
        respondent=kind,
        email=f"demo-{number + 1}@example.org",
        organisation_name=name,
        speaks_for=bool(name),
        publication=chance.choice(Publication.values),
    )


def _answer(item, chance, remark):
    """What somebody could have typed at that question: see consultations.typed."""
    options = item.option_uids
    match item.kind:
        case QuestionKind.SINGLE:
            return {"option": chance.choice(options), "other": ""}
        case QuestionKind.MULTIPLE:
            return {"options": chance.sample(options, chance.randint(1, item.at_most or 2)), "other": ""}
        case QuestionKind.SCALE:
            return chance.choice(item.points)
        case QuestionKind.RANKING:
            places = range(1, len(options) + 1)
            return dict(zip(chance.sample(options, len(options)), map(str, places), strict=True))
        case QuestionKind.MATRIX:
            return {row.uid: chance.choice(options) for row in item.rows}
        case QuestionKind.NUMBER:
            return str(chance.randint(4, 18))
    return remark
