"""A consultation as an editor writes it: blocks in the form of the database."""

from uuid import uuid4

from consultations.blocks import DraftTextBlock, QuestionnaireBlock
from core.languages import language_codes, localized_name
from tests.factories import ConsultationFactory


def words(name, text):
    return {localized_name(name, code): f"{text} ({code})" for code in language_codes()}


def block(kind, **values):
    return {"type": kind, "id": str(uuid4()), "value": values}


def item(**values):
    return block("item", **values)


def options(*texts):
    return [item(**words("text", text)) for text in texts]


def question(kind, code, **values):
    more = {"options": options("One", "Two", "Three")} if kind in ("single", "multiple", "ranking", "matrix") else {}
    more |= {"rows": options("First", "Second")} if kind == "matrix" else {}
    own = words("text", f"Question {code}") | {"code": code, "conditions": []}
    return block(kind, **(own | more | values))


def condition(code, test="answered", **values):
    return item(question=code, test=test, **({"options": "", "value": None} | values))


def section(title):
    return block("section", **words("title", title))


def clause(number, text, kind="clause"):
    return block(kind, **words("text", text), **({"number": number} if kind == "clause" else {}))


def questionnaire():
    """A question of every kind in two sections, one of them asked on a condition."""
    kinds = ["short_text", "long_text", "scale", "ranking", "matrix", "number", "date", "email", "file"]
    return [
        section("First"),
        question("single", "q1"),
        question("multiple", "q2", conditions=[condition("q1", "one_of", options="1, 3")]),
        section("Second"),
        *(question(kind, f"x{number}") for number, kind in enumerate(kinds)),
    ]


def draft_text():
    return [
        clause("", "Scope", kind="heading"),
        clause("Art. 1", "Every organisation reports once a year on what it did"),
        clause("Art. 2", "The report is public and free of charge for everybody who asks"),
    ]


def written(**values):
    """A consultation with all of that, not opened."""
    return ConsultationFactory(**({"questionnaire": questionnaire(), "draft_text": draft_text()} | values))


def form_data(organisation, questions=(), clauses=(), **values):
    """What the form of a consultation sends."""
    data = words("name", "Name") | {
        "code": "asked", "organisation": organisation.pk, "government": "", "plan": "", "opens_on": "",
        "closes_on": "", "grace_hours": "24", "results_from": "", "keep_sent_months": "12", "keep_unsent_days": "30",
        "keep_withdrawn_days": "7", "contact_email": "", "contact_telephone": "",
    }  # fmt: skip
    for name in ("purpose", "legal_basis", "recipients", "contact_name"):
        data |= dict.fromkeys((localized_name(name, code) for code in language_codes()), "")
    data |= posted(QuestionnaireBlock(), list(questions), "questionnaire")
    return data | posted(DraftTextBlock(), list(clauses), "draft_text") | values


def posted(stream, blocks, prefix):
    """Blocks in the form of the database as the fields that the editor sends."""
    value = stream.to_python(blocks)
    list(value)  # read, each block has all its fields
    return _flat(value.get_prep_value(), prefix)


def _flat(value, prefix):
    if isinstance(value, dict):
        return {key: words for name, item in value.items() for key, words in _flat(item, f"{prefix}-{name}").items()}
    if not isinstance(value, list):
        return {} if value is False or value is None else {prefix: "on" if value is True else value}
    data = {f"{prefix}-count": len(value)}
    for order, child in enumerate(value):
        own = {"deleted": "", "order": order, "type": child["type"], "id": child["id"]}
        data |= {f"{prefix}-{order}-{name}": words for name, words in own.items()}
        data |= _flat(child["value"], f"{prefix}-{order}-value")
    return data
