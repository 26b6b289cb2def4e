"""Questions and clauses as editors write them: the raw blocks of a stream, complete in every language."""

import json
from uuid import uuid4

from core.languages import language_codes, localized_name
from tests.factories import ConsultationFactory

from .world import CLOSES_ON, OPENS_ON


def block(kind, **values):
    return {"type": kind, "value": values, "id": str(uuid4())}


def words(name, text):
    return {localized_name(name, code): f"{text} {code}" for code in language_codes()}


def section(text):
    return block("section", **words("title", text))


def statement(text="note"):
    return block("statement", **words("text", text))


def option(text, **more):
    return {"type": "item", "id": str(uuid4()), "value": words("text", text) | more}


def question(code, kind, **more):
    values = {"code": code, "required": False, "publishable": True, "sensitive": False, "match": "all"}
    return block(kind, **(values | words("text", f"What is {code}?") | {"conditions": []} | more))


def clause(number, text=None, kind="clause"):
    return block(kind, **words("text", text or f"Clause {number}"), **({"number": number} if kind == "clause" else {}))


FACTS = {
    "opens_on": OPENS_ON,
    "closes_on": CLOSES_ON,
    "contact_email": "point@example.org",
    **{
        localized_name(name, code): f"{name} ({code})"
        for name in ("purpose", "legal_basis", "contact_name")
        for code in language_codes()
    },
}


def consultation_with(blocks, clauses=(), **facts):
    """A consultation in preparation that could be opened, as far as these blocks allow."""
    consultation = ConsultationFactory(**(FACTS | facts))
    rewrite(consultation, blocks, clauses)
    return type(consultation).objects.get(pk=consultation.pk)


def rewrite(consultation, blocks, clauses=None):
    """What a manager does in the form: other blocks."""
    consultation.questionnaire = json.dumps(list(blocks))
    if clauses is not None:
        consultation.draft_text = json.dumps(list(clauses))
    consultation.save()


def code_of(document, code):
    """The question with that code in a document."""
    items = [item for one in document["sections"] for item in one["items"]]
    return next(item for item in items if item.get("code") == code)
