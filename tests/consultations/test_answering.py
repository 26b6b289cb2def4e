"""From the first click to the last question: what is typed is saved first, and checked afterwards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from consultations.answering.about_form import AboutForm
from consultations.models import Draft
from consultations.services.drafts import about_in
from consultations.services.sending import contribution_send

from .answering_world import Visitor, form_of, open_now, soup_of, words_in
from .world import ABOUT, Sample, opened

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("language", ["nl", "fr"])


@pytest.fixture
def visitor(client):
    consultation, sample = open_now()
    visitor = Visitor(client, consultation)
    visitor.sample = sample
    return visitor


@pytest.fixture
def writing(visitor):
    visitor.begin()
    return visitor


# --- Begin ----------------------------------------------------------------------------------------------------------


@BOTH
def test_the_first_page_tells_and_makes_nothing_and_sets_no_cookie(visitor, language):
    response = visitor.see("start", language)

    assert response.status_code == 200
    assert not response.cookies
    assert not Draft.objects.exists()
    assert response["X-Robots-Tag"].startswith("noindex")
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert visitor.consultation.name_in(language) in words_in(response)


@BOTH
def test_begin_makes_one_draft_in_the_language_of_the_page(visitor, language):
    response = visitor.client.post(visitor.address("start", language), {"act": "begin"})

    assert response.url == visitor.address("about", language)
    assert Draft.objects.get().language == language


def test_who_began_goes_on_with_the_same_draft_or_begins_another(writing):
    writing.client.post(writing.address("start"), {"act": "go_on"})
    assert Draft.objects.count() == 1

    writing.client.post(writing.address("start"), {"act": "new"})
    assert Draft.objects.count() == 2


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_site_begins_and_forgets_nothing(writing, headers):
    writing.client.post(writing.address("start"), {"act": "new"}, headers=headers)
    writing.client.post(reverse("take_part:leave"), headers=headers)

    assert Draft.objects.count() == 1
    assert writing.see("about").status_code == 200


def test_what_is_hidden_is_not_there_and_what_is_not_open_says_so(client):
    hidden, _sample = open_now(is_public=False)
    planned, _sample = opened(opens_on="2090-01-01", closes_on="2090-02-01")
    over, _sample = opened(opens_on="2020-01-01", closes_on="2020-02-01")

    assert Visitor(client, hidden).see("start").status_code == 404
    assert client.get(reverse("take_part:start", args=["niets"])).status_code == 404
    for consultation, year in ((planned, "2090"), (over, "2020")):
        visitor = Visitor(client, consultation)
        page = visitor.see("start")
        assert year in words_in(page)
        assert not soup_of(page).select("main form button")
        assert client.post(visitor.address("start"), {"act": "begin"}).status_code == 409
    assert not Draft.objects.exists()


# --- Typing ---------------------------------------------------------------------------------------------------------


def test_each_page_saves_and_leads_on_to_the_check(writing):
    sample = writing.sample
    first = {sample.key("single"): sample.uid("single/1")}
    about = {"respondent": "individual", "publication": "none"}

    assert writing.send("about", about).url == writing.address("section", number=1)
    assert writing.send("section", first, number=1).url == writing.address("section", number=2)
    assert writing.send("section", {sample.key("short"): "Kort"}, number=2).url == writing.address("clauses")
    comment = {f"{sample.clause_key('clause/2')}-text": "Een opmerking"}
    assert writing.send("clauses", comment).url == writing.address("check")

    typed = writing.draft().typed
    assert typed[sample.key("single")] == {"option": sample.uid("single/1"), "other": ""}
    assert typed[sample.key("short")] == "Kort"
    assert typed[sample.clause_key("clause/2")]["text"] == "Een opmerking"


@BOTH
def test_what_is_wrong_is_saved_and_said_at_the_field_and_on_top(writing, language):
    key = writing.sample.key("number")
    response = writing.send("section", {key: "veel"}, number=2, language=language)

    page = soup_of(response)
    assert writing.draft().typed[key] == "veel"
    assert page.title.text.startswith({"nl": "Fout:", "fr": "Erreur"}[language])
    assert page.select_one(".error-summary")["role"] == "alert"
    assert page.select_one(".error-summary").has_attr("autofocus")
    anchor = page.select_one(".error-summary a")["href"].removeprefix("#")
    assert page.find(id=anchor)["value"] == "veel"
    assert page.select_one(".field--error .field__error")


def test_an_empty_required_question_stops_the_way_on_but_never_the_way_back_or_out(writing):
    assert writing.send("section", number=1).status_code == 200

    for act, address in (
        ("previous", writing.address("about")),
        ("later", writing.address("send_link")),
        ("language-fr", writing.address("section", "fr", number=1)),
    ):
        changes = {writing.sample.key("scale"): "3"}
        assert writing.send("section", changes, number=1, act=act).url == address
    assert writing.draft().typed[writing.sample.key("scale")] == "3"


@BOTH
def test_the_steps_say_where_one_is_and_what_is_missing(writing, language):
    writing.send("section", {writing.sample.key("short"): "Kort"}, number=2)

    steps = soup_of(writing.see("section", language, number=1)).select(".steps__item")

    assert [step.a.get("aria-current") for step in steps] == [None, "step", None, None, None]
    states = [step.select_one(".steps__state") for step in steps]
    assert [state and state["class"][-1].removeprefix("steps__state--") for state in states] == [
        "to_do", "to_do", "done", "empty", None,
    ]  # fmt: skip


def test_everything_on_one_page_takes_every_kind_of_answer(writing):
    sample = writing.sample
    page = writing.see("all")
    fields = {
        sample.key("single"): sample.uid("single/2"), f"{sample.key('multiple')}-other": "Iets",
        sample.key("multiple"): [sample.uid("multiple/1"), "other"], sample.key("scale"): "4",
        sample.key("long"): "Lang", sample.key("number"): "12,5", sample.key("hidden"): "Gevraagd",
        f"{sample.clause_key('clause/1')}-stance": "agree",
    }  # fmt: skip

    response = writing.send("all", fields, page=page)

    assert response.url == writing.address("check")
    assert len(writing.draft().typed) >= 7


def test_the_draft_text_has_a_table_of_contents_where_it_has_parts(client):
    sample = Sample()
    document = sample.document()
    document["clauses"].append(
        {"uid": sample.uid("heading/2"), "kind": "heading", "number": "", "text": sample.words("b")}
    )
    sample.document = lambda: document
    consultation, _sample = open_now(sample)
    visitor = Visitor(client, consultation)
    visitor.begin()

    page = soup_of(visitor.see("clauses"))

    anchors = [link["href"].removeprefix("#") for link in page.select(".contents a")]
    assert len(anchors) == 2
    assert all(page.find(id=anchor) for anchor in anchors)
    assert len(page.select(f"[name^='{sample.clause_key('clause/1')[:2]}'][name$='-text']")) == 3


@pytest.mark.parametrize("number", ["0", "3", "99999", "9" * 5000])
def test_a_page_that_is_not_there_is_not_found(writing, number):
    address = writing.address("section", number=1).replace("/1/", f"/{number}/")
    assert writing.client.get(address).status_code in (404, 414)


def test_the_language_changes_and_everything_typed_is_there(writing):
    key = writing.sample.key("short")
    writing.send("section", {key: "Niet vertaald"}, number=2, act="language-fr")

    page = soup_of(writing.see("section", "fr", number=2))

    assert page.html["lang"] == "fr"
    assert page.find(attrs={"name": key})["value"] == "Niet vertaald"
    assert {link["href"] for link in page.select(".languages__link")} == {
        writing.address("section", "nl", number=2), writing.address("section", "fr", number=2),
    }  # fmt: skip
    assert Draft.objects.count() == 1


# --- Autosave -------------------------------------------------------------------------------------------------------


@BOTH
def test_what_is_typed_is_kept_in_between_and_said(writing, language):
    page = writing.see("section", language, number=2)
    writing.language = language
    answer = writing.autosave(page, {writing.sample.key("short"): "Halfweg"})

    assert answer.status_code == 200
    assert {"nl": "Bewaard om", "fr": "Enregistré à"}[language] in answer.json()["message"]
    assert writing.draft().typed[writing.sample.key("short")] == "Halfweg"


def test_a_page_that_stays_open_is_no_conflict_with_itself(writing):
    page, key = writing.see("section", number=2), writing.sample.key("short")
    for text in ("Een", "Een en", "Een en twee"):
        assert writing.autosave(page, {key: text}).status_code == 200

    assert writing.send("section", {key: "Een, twee en drie"}, page=page, number=2).status_code == 302
    assert writing.draft().typed[key] == "Een, twee en drie"


def test_the_page_about_the_person_is_kept_encrypted_in_between(writing):
    page = writing.see("about")
    answer = writing.autosave(page, {"name": "Griet Voorbeeld"})
    fields = form_of(page) | {"seen": answer.json()["seen"]}
    writing.client.post(writing.address("save"), fields | {"name": "Griet Voorbeelds"})

    draft = writing.draft()
    assert "Griet" not in str(draft.__dict__)
    assert soup_of(writing.see("about")).find(attrs={"name": "name"})["value"] == "Griet Voorbeelds"


def test_the_autosave_is_refused_in_words_where_nobody_is_known(visitor):
    answer = visitor.client.post(visitor.address("save"), {}, headers={"accept": "application/json"})

    assert answer.status_code == 403
    assert answer.json()["message"].startswith("Niet bewaard")
    visitor.begin()
    assert visitor.client.get(visitor.address("save")).status_code == 405


# --- Documents ------------------------------------------------------------------------------------------


def test_a_document_is_taken_in_shown_and_taken_away_again(writing):
    key = writing.sample.key("file")
    document = SimpleUploadedFile("nota.txt", b"Een nota", "text/plain")
    writing.send("section", {key: document, writing.sample.key("short"): "Erbij"}, number=2, act="later")

    page = writing.see("section", number=2)
    assert "nota.txt" in words_in(page)
    remove = {"remove-file": soup_of(page).find(attrs={"name": "remove-file"})["value"]}
    writing.send("section", remove, page=page, number=2, act="")

    assert "nota.txt" not in words_in(writing.see("section", number=2))
    assert writing.draft().typed[writing.sample.key("short")] == "Erbij"


def test_a_document_that_is_refused_says_so_and_costs_nothing_that_was_typed(writing):
    key, typed = writing.sample.key("file"), {writing.sample.key("short"): "Blijft"}

    def program():
        return SimpleUploadedFile("programma.exe", b"MZ\x00\x00", "application/octet-stream")

    stays = writing.send("section", typed | {key: program()}, number=2)
    leaves = writing.send("section", typed | {key: program()}, number=2, act="later")

    assert soup_of(stays).select_one(".error-summary a")["href"].startswith(f"#id_{key}")
    assert soup_of(writing.client.get(leaves.url)).select_one(".notice--error")
    assert writing.draft().typed == typed


# --- Two tabs -------------------------------------------------------------------------------------------------------


@BOTH
def test_two_tabs_that_disagree_are_both_shown_and_somebody_chooses(writing, language):
    writing.language, key = language, writing.sample.key("short")
    first, second = writing.see("section", number=2), writing.see("section", number=2)
    writing.send("section", {key: "Van de eerste"}, page=first, number=2)

    both = writing.send("section", {key: "Van de tweede", writing.sample.key("number"): "5"}, page=second, number=2)

    assert both.status_code == 409
    assert writing.draft().typed[key] == "Van de eerste"
    assert writing.draft().typed[writing.sample.key("number")] == "5"
    assert "Van de eerste" in words_in(both)
    assert soup_of(both).find(attrs={"name": key})["value"] == "Van de tweede"
    writing.autosave(both)
    assert writing.draft().typed[key] == "Van de eerste"
    assert writing.send("section", page=both, number=2).status_code == 409
    assert writing.send("section", {f"choose-{key}": "mine"}, page=both, number=2).status_code == 302
    assert writing.draft().typed[key] == "Van de tweede"


def test_choosing_what_was_saved_elsewhere_keeps_it(writing):
    key = writing.sample.key("short")
    first, second = writing.see("section", number=2), writing.see("section", number=2)
    writing.send("section", {key: "Van de eerste"}, page=first, number=2)
    both = writing.send("section", {key: "Van de tweede"}, page=second, number=2)

    assert writing.send("section", {f"choose-{key}": "theirs"}, page=both, number=2).status_code == 302
    assert writing.draft().typed[key] == "Van de eerste"


def test_the_person_in_two_tabs_is_not_overwritten_unseen(writing):
    writing.send("about", {"name": "Eerst"}, act="later")
    first, second = writing.see("about"), writing.see("about")
    writing.send("about", {"name": "Van de eerste"}, page=first)

    both = writing.send("about", {"name": "Van de tweede"}, page=second)

    assert both.status_code == 409
    assert "Van de eerste" in words_in(both)
    assert soup_of(both).find(attrs={"name": "name"})["value"] == "Van de tweede"
    writing.send("about", page=both, act="later")
    assert soup_of(writing.see("about")).find(attrs={"name": "name"})["value"] == "Van de tweede"


# --- Bad input ------------------------------------------------------------------------------------------------------


def test_hostile_texts_break_nothing(writing):
    sample = writing.sample
    hostile = {
        sample.key("short"): "a\x00b\u202ec", sample.key("long"): "x" * 100_000, sample.key("number"): "9" * 500,
        sample.key("date"): "1900-01-01", sample.key("email"): "<script>", "seen": "9" * 400, "version": "-1",
        "held": "q-\x00 q-x", "tab": "t" * 999,
    }  # fmt: skip

    response = writing.send("section", hostile, number=2)

    assert response.status_code == 200
    assert len(soup_of(response).select(".error-summary a")) == 5
    assert "<script>" not in str(soup_of(response).main.select(".field"))


@pytest.mark.parametrize(("language", "as_form"), [("nl", "application/x-www-form-urlencoded"), ("fr", None)])
def test_too_much_at_once_is_said_in_words_and_costs_nothing_that_was_saved(writing, language, as_form):
    key = writing.sample.key("long")
    writing.send("section", {key: "Bewaard"}, number=2)
    fields = {"token": "x", key: "x" * 6 * 1024 * 1024}
    address = writing.address("section", language, number=2)

    if as_form:
        response = writing.client.post(address, "&".join(f"{k}={v}" for k, v in fields.items()), content_type=as_form)
    else:
        response = writing.client.post(address, fields)

    assert response.status_code == 413
    assert {"nl": "te veel", "fr": "trop"}[language] in words_in(response)
    assert writing.draft().typed[key] == "Bewaard"


def test_of_the_person_only_what_the_page_asks_is_kept(writing):
    writing.send("about", {"name": "Griet", "extra": "x", "consent-" + "y" * 300: "on"}, act="later")

    assert set(about_in(writing.draft())) == set(AboutForm.base_fields)


def test_the_autosave_of_too_much_answers_in_json(writing):
    fields = {writing.sample.key("long"): "x" * 6 * 1024 * 1024}
    answer = writing.client.post(writing.address("save"), fields, headers={"accept": "application/json"})

    assert answer.status_code == 413
    assert answer.json()["message"]


def test_an_unknown_host_is_refused_without_an_error(client):
    assert client.get("/nl/", headers={"host": "evil.example"}).status_code == 400


# --- The session, and other people’s drafts -------------------------------------------------------------------------


def test_without_a_session_a_form_that_was_made_here_is_saved_and_goes_on(writing):
    page = writing.see("section", number=2)
    writing.client.cookies.clear()

    response = writing.send("section", {writing.sample.key("short"): "Toch bewaard"}, page=page, number=2)

    assert response.status_code == 302
    assert writing.draft().typed[writing.sample.key("short")] == "Toch bewaard"
    assert writing.client.get(response.url).status_code == 200


@pytest.mark.parametrize(("language", "token"), [("nl", ""), ("fr", "x"), ("nl", "WyJ4IiwwXQ:1abc:forged")])
def test_a_forged_token_saves_nothing_and_shows_what_was_typed(writing, language, token):
    writing.language, key = language, writing.sample.key("short")
    fields = form_of(writing.see("section", number=2)) | {"token": token, key: "Mijn woorden"}
    stranger = Client()

    response = stranger.post(writing.address("section", number=2), fields)

    assert response.status_code == 403
    assert "Mijn woorden" in words_in(response)
    assert {"nl": "Hoe u terugkomt", "fr": "Comment revenir"}[language] in words_in(response)
    assert not writing.draft().typed
    assert stranger.get(writing.address("section", number=2)).status_code == 403


def test_in_ones_own_browser_an_old_form_comes_back_with_what_was_typed(writing):
    key = writing.sample.key("short")

    response = writing.send("section", {key: "Lang geleden", "token": "x"}, number=2)

    assert response.status_code == 409
    assert not writing.draft().typed
    assert soup_of(response).find(attrs={"name": key})["value"] == "Lang geleden"
    assert writing.send("section", page=response, number=2).status_code == 302
    assert writing.draft().typed[key] == "Lang geleden"


def test_the_token_of_one_consultation_opens_no_other(writing):
    other, _sample = open_now()
    token = form_of(writing.see("section", number=2))["token"]
    stranger = Visitor(Client(), other)

    assert stranger.client.post(stranger.address("section", number=2), {"token": token}).status_code == 403


def test_a_form_goes_to_the_draft_that_it_was_made_for(writing):
    page, first = writing.see("section", number=2), writing.draft()
    writing.client.post(writing.address("start"), {"act": "new"})

    writing.send("section", {writing.sample.key("short"): "Voor de eerste"}, page=page, number=2)

    first.refresh_from_db()
    assert first.typed[writing.sample.key("short")] == "Voor de eerste"
    assert not writing.draft().typed


def test_what_was_sent_already_is_not_written_in_again(writing):
    page, sample = writing.see("section", number=2), writing.sample
    writing.send("section", {sample.key("single"): sample.uid("single/1")}, number=1)
    contribution, _new = contribution_send(draft=writing.draft(), about=ABOUT)

    response = writing.send("section", {sample.key("short"): "Te laat"}, page=page, number=2)

    assert response.status_code == 409
    assert "Te laat" in words_in(response)
    assert contribution.reference not in words_in(response)
    assert not contribution.answers.filter(question__uid=sample.uid("short")).exists()
    assert writing.autosave(page).status_code == 409


@pytest.mark.parametrize(("what", "name"), [("start", "start"), ("mail", "send_link")])
def test_who_asks_too_often_reads_so(writing, settings, what, name):
    settings.THROTTLE = settings.THROTTLE | {what: (0, 0)}

    response = writing.client.post(writing.address(name), {"act": "new", "email": "griet@example.org"})

    assert response.status_code == 429
    assert Draft.objects.count() == 1


# --- Cost -----------------------------------------------------------------------------------------------------------


def test_a_page_costs_the_same_with_three_questions_as_with_thirty(client, django_assert_max_num_queries):
    for count in (3, 30):
        sample = Sample()
        document = sample.document()
        section = document["sections"][1]
        section["items"] = [sample.question(f"s{n}", "short_text", longest=100) for n in range(count)]
        sample.document = lambda document=document: document
        consultation, _sample = open_now(sample)
        visitor = Visitor(client, consultation)
        visitor.begin()
        with django_assert_max_num_queries(30):
            assert len(soup_of(visitor.see("section", number=2)).select("main input[type=text]")) == count
