"""What everybody sees of versions and days, and how a difference is said."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from consultations.models import Consultation
from consultations.opening.differences import changed_since
from consultations.opening.shown import changes_of
from consultations.services.extending import consultation_extend
from consultations.services.opening import consultation_open, version_correct

from .streams import clause, consultation_with, question, rewrite
from .world import CLOSES_ON, DURING, Sample, opened

pytestmark = pytest.mark.django_db

NOTE = {"nl": "Een tikfout.", "fr": "Une faute de frappe."}
REASON = {"nl": "Meer tijd gevraagd.", "fr": "Plus de temps demandé."}


@pytest.fixture
def consultation():
    blocks = [question("one", "short_text", longest=100), question("two", "email")]
    consultation = consultation_with(blocks, [clause("1")], code="the-plan")
    consultation_open(consultation=consultation, by=None, at=DURING)
    blocks[0]["value"]["text_fr"] = "Autrement"
    rewrite(consultation, blocks)
    version_correct(consultation=consultation, by=None, note=NOTE, at=DURING + timedelta(days=1))
    later = {"closes_on": CLOSES_ON + timedelta(days=7), "at": DURING + timedelta(days=2)}
    consultation_extend(consultation=consultation, reason=REASON, by=None, **later)
    return Consultation.objects.get(pk=consultation.pk)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_versions_and_extensions_stand_in_the_list_newest_first_in_the_readers_language(consultation, language):
    with CaptureQueriesContext(connection) as queries:
        changes = changes_of(consultation, language)

    assert [change.text for change in changes] == [REASON[language], NOTE[language], ""]
    assert [change.number for change in changes] == [None, 2, 1]
    assert changes[1].digest == consultation.version.digest[:12]
    assert changes[1].url.startswith(f"/{language}/")
    assert len(queries) <= 2
    assert "document" not in queries[0]["sql"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_list_of_changes_leads_to_each_version(consultation, language):
    with override(language):
        items = changes_of(consultation, language)
        page = render_to_string("consultations/opening/changes.html", {"items": items})
        address = reverse("take_part:version", args=["the-plan", 1])

    assert address in page
    assert NOTE[language] in page
    assert REASON[language] in page


def test_a_version_can_be_read_in_every_language_and_checked_by_its_hash(client, consultation):
    for language in ("nl", "fr"):
        with override(language):
            page = client.get(reverse("take_part:version", args=["the-plan", 2])).content.decode()
            download = client.get(reverse("take_part:version_json", args=["the-plan", 2]))
        assert "What is one? nl" in page
        assert "Autrement" in page
        assert consultation.version.digest in page
        assert f"{language}/" in page
        assert hashlib.sha256(download.content).hexdigest() == consultation.version.digest
        assert json.loads(download.content) == consultation.version.document


def test_an_older_version_stays_as_it_was_and_says_that_there_is_a_newer_one(client, consultation):
    page = client.get(reverse("take_part:version", args=["the-plan", 1])).content.decode()

    assert "Autrement" not in page
    assert reverse("take_part:version", args=["the-plan", 2]) in page


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_a_version_that_is_not_there_or_not_public_is_not_found(client, consultation, number):
    known = reverse("take_part:version", args=["the-plan", 1])
    assert client.get(known.replace("/1/", f"/{number}/")).status_code == 404
    Consultation.objects.update(is_public=False)
    for name in ("version", "version_json"):
        assert client.get(reverse(f"take_part:{name}", args=["the-plan", 1])).status_code == 404


def test_a_version_of_every_kind_of_question_is_shown_with_as_many_queries_as_one_of_few(client, consultation):
    with_all, _sample = opened(code="all-kinds")
    counts = []
    for code in ("the-plan", with_all.code, "the-plan", with_all.code):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("take_part:version", args=[code, 1])).status_code == 200
        counts.append(len(queries))

    assert counts[2] == counts[3] <= 12


@pytest.fixture
def sample():
    return Sample()


def said(old, new):
    return changed_since(old, new, "en")


def item_of(document, code):
    return next(item for part in document["sections"] for item in part["items"] if item.get("code") == code)


def test_the_same_document_has_no_differences(sample):
    assert said(sample.document(), sample.document()) == []


def test_each_difference_is_a_sentence(sample):
    old, new = sample.document(), sample.document()
    item_of(new, "multiple")["uid"] = Sample().uid("multiple")
    new["sections"][1]["items"].remove(item_of(new, "date"))
    item_of(new, "short")["text"]["en"] = "Said better"
    item_of(new, "long")["required"] = True
    item_of(new, "hidden")["conditions"] = []
    item_of(new, "ranking")["options"].reverse()
    new["sections"][0]["title"]["nl"] = "Anders"
    new["sections"][0]["items"].insert(0, sample.question("fresh", "email", text={"en": "Who are you?"}))
    new["clauses"][1]["text"]["nl"] = "Herschreven"
    del new["clauses"][3]
    new["clauses"].append({"uid": "new", "kind": "clause", "number": "4", "text": {}})

    assert said(old, new) == [
        "Question 3 was replaced: “”",
        "Question 9 is no longer asked: “”",
        "Question 1 is new: “Who are you?”",
        "The lines of question 5 stand in another order.",
        "The words of question 7 were corrected: “Said better”",
        "Question 8 must be answered now.",
        "Question 13 is asked after other answers than before.",
        "Titles or explanations around the questions changed.",
        "Clause 1 was rewritten.",
        "Clause 3 is no longer in the draft text.",
        "Clause 4 is new.",
    ]


def test_a_question_with_another_option_is_replaced_also_before_it_has_its_new_identity(sample):
    new = sample.document()
    item_of(new, "multiple")["options"].pop()

    assert said(sample.document(), new) == ["Question 2 was replaced: “”"]


def test_another_order_is_said(sample):
    new = sample.document()
    new["sections"][1]["items"].reverse()

    assert said(sample.document(), new) == ["The questions stand in another order."]
    new = sample.document()
    new["clauses"].reverse()
    assert said(sample.document(), new) == ["Headings, numbers or the order of the draft text changed."]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_difference_quotes_the_question_in_the_readers_language(sample, language):
    new = sample.document()
    item_of(new, "short")["help"]["nl"] = "Hulp"

    assert f"short ({language})" in changed_since(sample.document(), new, language)[0]
