"""The screens on which a consultation is opened, corrected, changed and extended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from consultations.models import Consultation, Extension
from consultations.services.opening import consultation_open

from .streams import code_of, consultation_with, option, question, rewrite

pytestmark = pytest.mark.django_db

ACTS = ["open", "correct", "change", "extend"]


def url(name, consultation):
    return reverse(Consultation.snippet_viewset.get_url_name(name), args=[consultation.pk])


def blocks():
    return [
        question("choice", "single", options=[option("a"), option("b")], other=False),
        question("words", "short_text", longest=100),
    ]


@pytest.fixture
def written():
    return blocks()


@pytest.fixture
def draft(site, written):
    """It could be opened today."""
    days = {"opens_on": localdate() - timedelta(days=1), "closes_on": localdate() + timedelta(days=30)}
    return consultation_with(written, **days)


@pytest.fixture
def opened(draft, manager):
    consultation_open(consultation=draft, by=manager)
    return draft


@pytest.fixture
def manager(person, client):
    user = person("consultation-manager", language="nl")
    client.force_login(user)
    return user


def note(text="Beter gezegd"):
    return {"note_nl": text, "note_fr": text}


def posted(client, name, consultation, **data):
    """What the screen had in its hidden field goes along, as in a browser."""
    form = client.get(url(name, consultation)).context["form"]
    hidden = {"seen": form.initial["seen"]} if form and "seen" in form.initial else {}
    return client.post(url(name, consultation), hidden | data)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(
    ("role", "may"),
    [("consultation-manager", True), ("administrator", True), ("analyst", False), ("federal-moderator", False)],
)
def test_only_who_may_open_consultations_sees_the_screens_and_their_buttons(client, draft, person, name, role, may):
    if name != "open":
        consultation_open(consultation=draft, by=None)
    client.force_login(person(role))

    assert (client.get(url(name, draft)).status_code == 200) is may
    assert (client.post(url(name, draft), {}).status_code == 200) is may
    dossier = client.get(url("inspect", draft))
    assert (url(name, draft) in dossier.content.decode()) is may
    assert draft.versions.count() == (name != "open")


def test_a_screen_of_a_consultation_that_is_not_there_is_not_found(client, manager, site):
    for name in ACTS:
        address = reverse(Consultation.snippet_viewset.get_url_name(name), args=[999])
        assert client.get(address, follow=True).status_code == 404


def test_problems_stand_in_the_place_of_the_button_each_with_its_block(client, manager, site):
    missing = question("a", "email", text_fr="")
    consultation = consultation_with([missing])

    response = client.get(url("open", consultation))

    assert response.context["form"] is None
    assert f"{url('edit', consultation)}#block-{missing['id']}-section" in response.content.decode()
    assert client.post(url("open", consultation)).status_code == 200
    assert consultation.version is None


def test_opening_says_what_becomes_fixed_and_fixes_it(client, manager, draft):
    assert "<form" in client.get(url("open", draft)).content.decode()

    response = posted(client, "open", draft)

    assert response.url == url("inspect", draft)
    assert draft.version.made_by == manager
    assert client.get(url("open", draft)).context["form"] is None


def test_what_was_changed_after_the_screen_was_shown_is_not_opened(client, manager, draft):
    seen = client.get(url("open", draft)).context["form"].initial["seen"]
    rewrite(draft, [question("other", "email")])

    response = client.post(url("open", draft), {"seen": seen})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert draft.version is None


def test_a_correction_shows_both_versions_and_needs_a_note_in_every_language(client, manager, opened, written):
    written[1]["value"]["text_nl"] = "Wat zegt u?"
    rewrite(opened, written)

    page = client.get(url("correct", opened)).content.decode()
    short = posted(client, "correct", opened, note_nl="Beter")
    done = posted(client, "correct", opened, **note())

    assert "What is words? nl" in page
    assert "Wat zegt u?" in page
    assert list(short.context["form"].errors) == ["note_fr"]
    assert short.context["form"]["note_nl"].value() == "Beter"
    assert done.status_code == 302
    assert opened.version.kind == "correction"


def test_more_than_words_is_sent_to_the_other_door(client, manager, opened, written):
    written[0]["value"]["options"].append(option("c"))
    rewrite(opened, written)

    assert client.get(url("correct", opened)).context["form"] is None
    assert client.get(url("change", opened)).context["form"] is not None


def test_a_question_of_which_only_words_changed_can_be_said_to_ask_something_else(client, manager, opened, written):
    uid = written[1]["id"]
    written[1]["value"]["text_nl"] = "Iets anders"
    written[0]["value"]["options"].append(option("c"))
    rewrite(opened, written)

    form = client.get(url("change", opened)).context["form"]
    forged = posted(client, "change", opened, meanings=[written[0]["id"]], **note())
    done = posted(client, "change", opened, meanings=[uid], **note())

    assert [value for value, _label in form.fields["meanings"].choices] == [uid]
    assert list(forged.context["form"].errors) == ["meanings"]
    assert done.status_code == 302
    assert code_of(opened.version.document, "words")["uid"] != uid


def test_without_a_tick_a_change_of_words_alone_is_refused_with_what_was_typed_kept(client, manager, opened, written):
    written[1]["value"]["text_nl"] = "Iets anders"
    rewrite(opened, written)

    response = posted(client, "change", opened, **note("Uitleg"))

    assert response.context["form"].non_field_errors()
    assert response.context["form"]["note_nl"].value() == "Uitleg"
    assert opened.versions.count() == 1


@pytest.mark.parametrize("bad", ["x\x00y", "x" * 1001, "\u202eomgekeerd", "  "])
def test_a_note_that_cannot_be_shown_is_refused_in_the_form(client, manager, opened, written, bad):
    written[1]["value"]["text_nl"] = "Iets anders"
    rewrite(opened, written)

    response = posted(client, "correct", opened, note_nl=bad, note_fr="Mieux")

    assert response.status_code == 200
    assert response.context["form"].errors
    assert opened.versions.count() == 1


def test_more_time_is_given_once_for_a_later_day(client, manager, opened):
    reason = {"reason_nl": "Meer tijd", "reason_fr": "Plus de temps"}
    later = opened.closes_on + timedelta(days=7)

    for day in ("", "geen dag", "1900-01-01", "9" * 300, opened.closes_on.isoformat(), "2026-01-01"):
        response = client.post(url("extend", opened), reason | {"closes_on": day})
        assert response.context["form"].errors
    response = client.post(url("extend", opened), reason | {"closes_on": later.isoformat()})

    assert response.status_code == 302
    assert Extension.objects.get().closes_on == later
    assert "Meer tijd" in client.get(url("inspect", opened)).content.decode()


def test_only_the_acts_that_are_possible_have_a_button(client, manager, draft):
    page = client.get(url("inspect", draft)).content.decode()
    assert [url(name, draft) in page for name in ACTS] == [True, False, False, False]

    consultation_open(consultation=draft, by=manager)
    page = client.get(url("inspect", draft)).content.decode()
    assert [url(name, draft) in page for name in ACTS] == [False, True, True, True]

    Consultation.objects.update(closes_on=localdate() - timedelta(days=1), grace_hours=24)
    page = client.get(url("inspect", draft)).content.decode()
    assert [url(name, draft) in page for name in ACTS] == [False, True, False, True]

    Consultation.objects.update(grace_hours=0)
    page = client.get(url("inspect", draft)).content.decode()
    assert [url(name, draft) in page for name in ACTS] == [False, False, False, False]
