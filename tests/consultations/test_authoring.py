"""Writing a consultation: wrong values are refused at their block, missing words are not, and nothing is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import override

from consultations.blocks import DraftTextBlock, QuestionnaireBlock
from consultations.models import Consultation, Extension
from tests.factories import OrganisationFactory

from .authoring_world import (
    clause,
    condition,
    draft_text,
    form_data,
    item,
    options,
    question,
    questionnaire,
    section,
    words,
    written,
)
from .world import DURING, opened

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(Consultation.snippet_viewset.get_url_name(name), args=args)


def cleaned(blocks, stream=QuestionnaireBlock):
    return stream().clean(stream().to_python(blocks))


def errors_in(blocks):
    """What cleaning says, as the editor gets it: nested dicts of messages."""
    with pytest.raises(ValidationError) as error:
        cleaned(blocks)
    return error.value.as_json_data()["blockErrors"]


def at(errors, *path):
    """The message at that place."""
    for step in path:
        errors = errors["blockErrors"][step] if "blockErrors" in errors else errors[step]
    return errors["messages"][0]


# --- The blocks ------------------------------------------------------------------------------------------------------


def test_a_whole_questionnaire_is_in_order_and_keeps_its_identities():
    blocks = questionnaire()

    stream = cleaned(blocks)

    assert [child.id for child in stream] == [block["id"] for block in blocks]
    assert stream[2].value["options"].bound_blocks[0].id == blocks[2]["value"]["options"][0]["id"]


def test_a_draft_may_lack_every_word():
    empty = [item(**words("text", "") | dict.fromkeys(words("text", ""), "")) for _n in range(2)]

    cleaned([{"type": "section", "id": "", "value": {}}, question("single", "q1", options=empty)])


def test_a_question_without_a_code_is_given_the_next_one():
    stream = cleaned([question("date", ""), question("date", "q1"), question("date", "")])

    assert [child.value["code"] for child in stream] == ["q2", "q1", "q3"]


def test_identities_that_are_none_or_stand_twice_are_replaced():
    twice = question("single", "q1")
    again = question("date", "q2") | {"id": twice["id"]}
    forged = question("date", "q3") | {"id": "1; DROP TABLE"}
    same = question("single", "q4", options=twice["value"]["options"])

    stream = cleaned([twice, again, forged, same])

    uids = [child.id for child in stream]
    uids += [option.id for child in (stream[0], stream[3]) for option in child.value["options"].bound_blocks]
    assert len(set(uids)) == len(uids)
    assert all(len(uid) == 36 for uid in uids)
    assert uids[0] == twice["id"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "Een eerdere vraag heeft deze code ook."), ("fr", "Une question précédente a aussi ce code.")],
)
def test_a_code_that_stands_twice_is_said_at_the_second_question(language, said):
    with override(language):
        errors = errors_in([question("date", "q1"), question("email", "q1")])

    assert at(errors, 1, "code").startswith(said)


def test_every_wrong_condition_is_said_at_its_own_field():
    wrong = [
        condition("none"),
        condition("q3"),
        condition("q1", "one_of", options="1, 4"),
        condition("q1", "none_of", options="the first"),
        condition("q2", "one_of", options="1"),
        condition("q1", "at_least", value=2.0),
        condition("q2", "at_most"),
        condition("q2", "at_least", value=6.0),
    ]
    blocks = [
        question("single", "q1"),
        question("scale", "q2"),
        question("date", "q3", conditions=wrong),
    ]

    errors = errors_in(blocks)

    places = {
        (step, name)
        for step, error in errors[2]["blockErrors"]["conditions"]["blockErrors"].items()
        for name in error["blockErrors"]
    }
    assert places == {
        (0, "question"), (1, "question"), (2, "options"), (3, "options"), (4, "test"), (5, "test"), (6, "value"),
        (7, "value"),
    }  # fmt: skip
    assert "4" in at(errors, 2, "conditions", 2, "options")


def test_a_condition_on_what_comes_later_is_refused_and_one_on_what_came_before_is_not():
    later = [question("date", "q1", conditions=[condition("q2")]), question("date", "q2")]

    assert at(errors_in(later), 0, "conditions", 0, "question")
    cleaned([later[1], later[0]])


def test_wrong_numbers_and_options_are_said_at_their_field():
    same = options("One", "Two", "one")
    exclusive = [item(**words("text", text), exclusive=True) for text in ("One", "Two")]
    blocks = [
        question("multiple", "q1", at_most=4),
        question("multiple", "q2", options=exclusive),
        question("single", "q3", options=same),
        question("number", "q4", least="10", most="2.5"),
        question("number", "q5", least="0.5"),
        question("scale", "q6", last=11),
        question("single", "q7", options=options("Alone")),
    ]

    errors = errors_in(blocks)

    assert at(errors, 0, "at_most")
    assert at(errors, 1, "options")
    assert set(errors[2]["blockErrors"]["options"]["blockErrors"][2]["blockErrors"]) == {"text_nl", "text_fr"}
    assert at(errors, 3, "most")
    assert at(errors, 4, "least")
    assert at(errors, 5, "last")
    assert at(errors, 6, "options")


def test_what_a_field_says_and_what_the_whole_says_are_said_together():
    errors = errors_in([question("date", "q1"), question("date", "Wrong Code"), question("date", "q1")])

    assert set(errors) == {1, 2}


def test_texts_of_every_language_come_first_and_settings_are_folded():
    layout = QuestionnaireBlock().child_blocks["single"].meta.form_layout

    assert layout.children[:3] == ["text_nl", "text_fr", "options"]
    folded = layout.children[4:]
    assert all("collapsed" in group.classname for group in folded)
    assert "code" in {name for group in folded for name in group.children}


# --- The form --------------------------------------------------------------------------------------------------------


@pytest.fixture
def organisation(site):
    return OrganisationFactory()


@pytest.fixture
def manager(person, client):
    user = person("consultation-manager")
    client.force_login(user)
    return user


def test_a_consultation_is_written_and_has_its_pages(client, organisation, manager):
    response = client.post(url("add"), form_data(organisation, questionnaire(), draft_text()))

    consultation = Consultation.objects.get(code="asked")
    assert response.url == url("inspect", consultation.pk)
    assert [child.block_type for child in consultation.questionnaire][:3] == ["section", "single", "multiple"]
    assert consultation.draft_text[1].value["number"] == "Art. 1"
    assert set(consultation.pages_by_language()) == {"nl", "fr"}


def test_what_was_typed_stays_when_something_is_wrong(client, organisation, manager):
    typed = [question("date", "q1"), question("date", "q1", text_nl="Wanneer was dat?")]
    data = form_data(organisation, typed, [clause("1", "A clause of its own")], opens_on="2026-12-01")

    response = client.post(url("add"), data | {"closes_on": "2026-11-01"})

    assert response.status_code == 200
    assert not Consultation.objects.filter(code="asked").exists()
    form = response.context["form"]
    assert set(form.errors) == {"questionnaire", "closes_on"}
    assert "Wanneer was dat?" in response.text
    assert "A clause of its own" in response.text


def test_a_code_that_was_given_stays_although_the_open_form_does_not_show_it(client, manager):
    first, second = question("date", ""), question("date", "")
    consultation = written(questionnaire=[])
    address = url("edit", consultation.pk)
    data = {"organisation": consultation.organisation, "code": consultation.code}
    client.post(address, form_data(questions=[second], **data))

    client.post(address, form_data(questions=[first, second], **data))

    consultation.refresh_from_db()
    assert {child.id: child.value["code"] for child in consultation.questionnaire} == {
        first["id"]: "q2",
        second["id"]: "q1",
    }


@pytest.mark.parametrize(
    "rubbish",
    [
        {"questionnaire-count": "many"},
        {"questionnaire-count": "999999999999"},
        {"questionnaire-1-value-conditions-count": "-"},
        {"draft_text-count": "1e9"},
    ],
)
def test_a_stream_that_did_not_arrive_whole_is_refused_and_what_was_there_stays(client, manager, rubbish):
    consultation = written()
    data = form_data(consultation.organisation, questionnaire(), code=consultation.code) | rubbish

    response = client.post(url("edit", consultation.pk), data)

    assert response.status_code == 200
    assert response.context["form"].errors
    consultation.refresh_from_db()
    assert len(consultation.questionnaire) == len(questionnaire())


def test_rubbish_is_refused_beside_its_field(client, organisation, manager):
    facts = {
        "grace_hours": "9" * 30,
        "opens_on": "1900-01-01",
        "closes_on": "31/31/31",
        "results_from": "tomorrow",
        "organisation": "x",
        "contact_email": "nobody",
        "name_nl": "with\x00nul",
    }
    blocks = {
        "questionnaire-1-value-text_nl": "with\x00nul",
        "questionnaire-1-value-code": "1" * 400,
        "questionnaire-2-value-match": "perhaps",
        "questionnaire-2-value-conditions-0-value-value": "nan",
        "questionnaire-5-value-longest": "9" * 400,
    }

    response = client.post(url("add"), form_data(organisation, questionnaire()) | facts | blocks)

    assert response.status_code == 200
    form = response.context["form"]
    assert set(form.errors) == {*facts, "questionnaire"}
    assert set(form.errors.as_data()["questionnaire"][0].block_errors) == {1, 2, 5}


def test_after_the_opening_days_and_code_are_read_only_and_the_questions_are_not(client, manager):
    consultation, _sample = opened(code="opened")
    shown = client.get(url("edit", consultation.pk))
    data = form_data(OrganisationFactory(), [section("New"), question("date", "q1")], opens_on="2020-01-01", code="x")

    client.post(url("edit", consultation.pk), data)

    before, organisation = consultation.opens_on, consultation.organisation
    consultation.refresh_from_db()
    assert (consultation.opens_on, consultation.code) == (before, "opened")
    assert consultation.organisation == organisation
    assert len(consultation.questionnaire) == 2
    assert "opens_on" not in shown.context["form"].fields
    assert shown.text.count("help-block") >= 2


@pytest.mark.parametrize(("language", "said"), [("nl", "werkversie"), ("fr", "version de travail")])
def test_the_form_of_an_open_consultation_says_what_readers_see(client, person, language, said):
    client.force_login(person("consultation-manager", language=language))
    consultation, _sample = opened()

    assert said in client.get(url("edit", consultation.pk)).text


@pytest.mark.parametrize("role", ["analyst", "dutch-editor", "plan-coordinator"])
def test_who_may_only_look_reads_the_dossier_and_the_preview_and_changes_nothing(client, person, role):
    consultation = written()
    client.force_login(person(role))

    assert client.get(url("inspect", consultation.pk)).status_code == 200
    assert client.get(url("preview", consultation.pk)).status_code == 200
    for name in ("edit", "duplicate", "upload_text"):
        assert client.get(url(name, consultation.pk)).status_code == 302
    buttons = client.get(url("inspect", consultation.pk)).text
    assert url("duplicate", consultation.pk) not in buttons
    assert url("edit", consultation.pk) not in buttons


# --- The list and the dossier ----------------------------------------------------------------------------------------


def test_the_list_says_phase_last_day_and_contributions_and_filters_by_phase(client, manager):
    on = localdate()
    running, _sample = opened(opens_on=on - timedelta(days=3), closes_on=on - timedelta(days=1), name_nl="Lopend")
    Extension.objects.create(consultation=running, closes_on=on + timedelta(days=5), reason="x", decided_at=DURING)
    written(name_nl="In de maak")

    rows = client.get(url("list")).text
    filtered = client.get(url("list"), {"phase": "open"}).text
    wrong = client.get(url("list"), {"phase": "x"})

    assert "Lopend" in rows
    assert "In de maak" in rows
    assert "Lopend" in filtered
    assert "In de maak" not in filtered
    assert wrong.status_code == 200


def test_the_list_is_downloaded_with_what_it_shows(client, manager):
    opened(code="first", opens_on=localdate(), closes_on=localdate())

    response = client.get(url("list"), {"export": "csv"})

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "first" in lines[1]
    assert "open" in lines[1]


def test_the_list_takes_the_same_number_of_queries_for_three_and_for_thirty(client, manager):
    def queries(count):
        while Consultation.objects.count() < count:
            opened(organisation=OrganisationFactory())
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("list")).status_code == 200
        return len(captured)

    client.get(url("list"))
    assert queries(3) == queries(30)


def test_the_dossier_says_where_it_stands_what_it_asks_and_which_versions_there_were(client, manager):
    consultation, _sample = opened(questionnaire=questionnaire(), draft_text=draft_text())

    shown = client.get(url("inspect", consultation.pk))

    titles = [section.title for section in shown.context["sections"]]
    assert len(titles) == len(set(titles)) >= 3
    kinds = {row[0].text: row[1].text for row in shown.context["sections"][1].rows}
    assert 11 in kinds.values()
    assert consultation.version.digest[:12] in shown.text
    assert "questionnaire" not in {field["label"] for field in shown.context["fields"]}


def test_a_draft_text_needs_neither_number_nor_words():
    assert len(cleaned([clause("", ""), clause("", "", kind="heading")], DraftTextBlock)) == 2


def test_the_history_shows_and_compares_what_was_written(client, organisation, manager):
    client.post(url("add"), form_data(organisation, questionnaire(), draft_text()))
    consultation = Consultation.objects.get(code="asked")
    client.post(url("edit", consultation.pk), form_data(organisation, [section("Other")], draft_text()[1:]))

    compared = client.get(url("revisions_compare", consultation.pk, "earliest", "latest"))

    assert client.get(url("history", consultation.pk)).status_code == 200
    assert compared.status_code == 200
    assert "Other (nl)" in compared.text
