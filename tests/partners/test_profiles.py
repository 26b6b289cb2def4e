"""The people of an organisation edit its profile: kept as typed, shown before it is sent, sent once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from partners.models import Organisation, ProfileSubmission
from partners.profile.differences import changes_of
from partners.profile.plain_text import to_html, to_plain
from partners.services.profile_drafts import profile_save, profile_start
from partners.services.profiles import profile_accept, profile_return, profile_submit
from tests.factories import OrganisationFactory, RepresentativeFactory, UserFactory, page_for, person_in_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

JSON = {"Accept": "application/json"}


@pytest.fixture
def organisation(site):
    return OrganisationFactory(code="voorbeeld", website="https://oud.example")


@pytest.fixture
def member(organisation):
    return RepresentativeFactory(organisation=organisation, role="member").user


@pytest.fixture
def browser(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def submission(organisation, member):
    return profile_start(organisation=organisation, user=member, language="nl")


def url(name="profile", language="nl", code="voorbeeld", **more):
    with override(language):
        return reverse(f"space:{name}", kwargs={"code": code, **more})


def now():
    return ProfileSubmission.objects.get()


# --- Who comes in


@pytest.mark.parametrize("name", ["profile", "profile_check", "profile_sent"])
def test_the_profile_is_there_for_the_people_of_the_organisation_only(client, submission, name):
    answer = client.get(url(name))
    assert answer.status_code == 302
    assert answer.url.startswith(url_of_log_in())
    for stranger in (UserFactory(), RepresentativeFactory().user, person_in_role("administrator")):
        client.force_login(stranger)
        assert client.get(url(name)).status_code == 404
        assert client.get(url(name, code="niemand")).status_code == 404


def url_of_log_in():
    with override("nl"):
        return reverse("account_login")


def test_who_left_comes_in_no_more(browser, member, submission):
    member.representations.update(until="2020-02-01")

    assert browser.get(url()).status_code == 404
    assert browser.post(url("profile_draft"), {"website": "https://x.example"}, headers=JSON).status_code == 404
    assert browser.post(url("profile_take_back")).status_code == 404


def test_a_forged_post_is_refused(member, submission):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(member)

    for name in ("profile", "profile_draft", "profile_check", "profile_take_back"):
        assert browser.post(url(name), {"website": "https://kwaad.example"}).status_code == 403
    assert now().typed["website"] == "https://oud.example"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_session_that_ended_loses_nothing(client, submission, language):
    told = client.post(url("profile_draft", language), {"text_nl": "Lang verhaal"}, headers=JSON)
    page = client.post(url(language=language), {"act": "check", "text_nl": "Lang verhaal"})

    assert told.status_code == page.status_code == 403
    assert told.json()["message"]
    assertContains(page, "Lang verhaal", status_code=403)


# --- Kept as typed


def test_it_is_begun_by_a_button_and_shared_by_its_people(browser, organisation):
    assertNotContains(browser.get(url()), "<textarea")
    assert not ProfileSubmission.objects.exists()

    assertRedirects(browser.post(url(), {"act": "start"}), url())
    colleague = Client()
    colleague.force_login(RepresentativeFactory(organisation=organisation).user)
    colleague.post(url(), {"act": "start"})

    assertContains(colleague.get(url()), "https://oud.example")
    assert now().typed["website"] == "https://oud.example"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_is_typed_is_kept_whatever_it_says(browser, submission, language):
    typed = {"seen": 0, "tab": "a", "website": "geen adres", "email": "nee", "introduction_fr": "x" * 900}

    saved = browser.post(url("profile_draft", language), typed, headers=JSON)

    assert saved.status_code == 200
    assert (now().typed["website"], now().version) == ("geen adres", 1)
    assertContains(browser.get(url(language=language)), "x" * 900)


def test_a_box_that_is_unticked_is_kept_too(browser, submission):
    profile_save(submission=submission, typed={"goals": ["3", "12"], "translation": "on"}, seen=0)

    browser.post(url("profile_draft"), {"seen": 1, "shown": ["goals", "translation"]}, headers=JSON)

    assert (now().typed["goals"], now().wants_translation) == ([], False)


def test_going_on_in_the_other_language_keeps_what_was_typed(browser, submission):
    answer = browser.post(url(), {"seen": 0, "act": "language-fr", "text_nl": "Half af", "email": "nee"})

    assertRedirects(answer, url(language="fr"))
    assertContains(browser.get(url(language="fr")), "Half af")


def test_two_tabs_that_type_in_different_fields_are_both_kept(browser, submission):
    made = browser.get(url()).context["made"]
    browser.post(url("profile_draft"), {"seen": 0, "tab": "a", "website": "https://a.example"}, headers=JSON)
    second = {"seen": 0, "tab": "b", "website": "https://oud.example", "postcode": "9000", "made": made}

    answer = browser.post(url("profile_draft"), second, headers=JSON)

    # The second tab still shows the old website, but nobody typed it there.
    assert answer.status_code == 200
    assert (now().typed["website"], now().typed["postcode"]) == ("https://a.example", "9000")


def test_who_types_back_what_was_there_is_believed(browser, submission):
    made = browser.get(url()).context["made"]
    for words in ("https://a.example", "https://oud.example"):
        typed = {"seen": 0, "tab": "a", "website": words, "made": made}
        browser.post(url("profile_draft"), typed, headers=JSON)

    assert now().typed["website"] == "https://oud.example"


@pytest.mark.parametrize(("choice", "stays"), [("mine", "Van B"), ("theirs", "Van A")])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_nothing_of_two_people_is_overwritten_unseen(browser, submission, language, choice, stays):
    browser.post(url("profile_draft"), {"seen": 0, "tab": "a", "text_nl": "Van A"}, headers=JSON)
    typed = {"seen": 0, "tab": "b", "text_nl": "Van B", "act": "check"}

    both = browser.post(url(language=language), typed)
    assertContains(both, "Van A", status_code=409)
    assertContains(both, "Van B", status_code=409)
    assert now().typed["text_nl"] == "Van A"
    assert both.context["form"]["text_nl"].value() == "Van B"  # what the next button sends

    again = (
        typed
        | {"made": both.context["made"]}
        | {"seen": both.context["seen"], "tab": both.context["tab"], "held": both.context["held"]}
    )
    assert browser.post(url(language=language), again).status_code == 409  # nobody chose yet
    browser.post(url(language=language), again | {"choose-text_nl": choice, "act": "keep"})

    assert now().typed["text_nl"] == stays


def test_a_tab_meets_no_conflict_with_itself(browser, submission):
    for words in ("Een", "Een t", "Een tekst"):
        answer = browser.post(url("profile_draft"), {"seen": 0, "tab": "a", "text_nl": words}, headers=JSON)
        assert answer.status_code == 200
    assert now().typed["text_nl"] == "Een tekst"


# --- Bad input


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("website", "javascript:alert(1)"),
        ("website", "https://"),
        ("website", "https://\u0430pple.com"),
        ("email", "info@\u0430pple.com"),
        ("email", "nee"),
        ("telephone", "bel ons"),
        ("postcode", "9" * 20),
        ("street_nl", "om\u202edraaien"),
        ("sector", "bestaat-niet"),
        ("size", "reusachtig"),
        ("goals", "99999999999999999999"),
        ("themes", "²"),
        ("introduction_nl", "x" * 601),
        ("text_fr", "x" * 8001),
        ("text_nl", "piep\x07"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field_and_nothing_is_lost(browser, submission, name, value):
    other = "https://goed.example" if name != "website" else ""
    typed = {
        "seen": 0,
        "act": "check",
        "website": other,
        "translation": "on",
        name: value,
        "shown": ["goals", "themes"],
    }

    answer = browser.post(url(), typed)

    assert answer.status_code == 422
    assert name in answer.context["form"].errors
    assert answer.context["errors"]
    assert now().typed[name] in (value, [value])
    assert browser.get(url("profile_check")).status_code == 422


def test_nul_bytes_and_halves_of_signs_break_nothing(browser, submission):
    browser.post(
        url(), {"seen": "9" * 40, "tab": "\x00", "text_nl": "a\x00b", "held": "website _marks", "act": "keep"}
    )

    assert now().typed["text_nl"] == "ab"


def test_an_address_without_its_beginning_gets_one(browser, submission):
    browser.post(url(), {"seen": 0, "website": " www.nieuw.example ", "act": "check"})

    assert now().typed["website"] == "https://www.nieuw.example"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_one_language_is_enough_for_who_asks_for_a_translation(browser, submission, language):
    other = {"nl": "fr", "fr": "nl"}[language]
    typed = {"seen": 0, "tab": "a", f"introduction_{language}": "Woorden", "act": "check", "shown": "translation"}

    refused = browser.post(url(), typed)
    assert list(refused.context["form"].errors) == [f"introduction_{other}"]

    assertRedirects(browser.post(url(), typed | {"translation": "on"}), url("profile_check"))
    assert now().wants_translation


@pytest.mark.parametrize("typed", [{}, {"introduction_nl": "Een", "introduction_fr": "Un"}])
def test_a_translation_of_nothing_is_not_asked_for(browser, submission, typed):
    answer = browser.post(url(), {"seen": 0, "act": "check", "translation": "on", **typed})

    assert "translation" in answer.context["form"].errors


# --- Sent


@pytest.fixture
def ready(submission):
    """Something to send."""
    typed = {"website": "https://nieuw.example", "introduction_nl": "Nieuwe woorden.", "translation": "on"}
    return profile_save(submission=submission, typed=typed, seen=0).submission


def send(browser, language="nl"):
    mark = browser.get(url("profile_check", language)).context["mark"]
    return browser.post(url("profile_check", language), {"mark": mark})


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_one_sees_what_changes_before_it_is_sent_and_what_happens_after(browser, member, ready, language):
    check = browser.get(url("profile_check", language))
    for words in ("https://oud.example", "https://nieuw.example", "Nieuwe woorden."):
        assertContains(check, words)
    assert now().state == "draft"

    assertRedirects(send(browser, language), url("profile_sent", language))

    assert (now().state, now().submitted_by, now().language) == ("submitted", member, language)
    assertContains(browser.get(url("profile_sent", language)), "https://nieuw.example")
    assertRedirects(browser.get(url(language=language)), url("profile_sent", language))


def test_a_double_click_sends_once(browser, ready):
    mark = browser.get(url("profile_check")).context["mark"]
    first = browser.post(url("profile_check"), {"mark": mark})
    sent_at = now().submitted_at
    second = browser.post(url("profile_check"), {"mark": mark})

    assert first.url == second.url == url("profile_sent")
    assert now().submitted_at == sent_at


@pytest.mark.parametrize("act", ["a colleague typed", "the secretariat changed it", "forged"])
def test_what_is_sent_is_what_was_shown(browser, organisation, ready, act):
    mark = browser.get(url("profile_check")).context["mark"]
    if act == "a colleague typed":
        profile_save(submission=ready, typed={"postcode": "9000"}, seen=9)
    elif act == "the secretariat changed it":
        Organisation.objects.filter(pk=organisation.pk).update(website="https://redactie.example")
    else:
        mark = "iets"

    answer = browser.post(url("profile_check"), {"mark": mark})

    assert answer.status_code == 409
    assert now().state == "draft"
    if act == "the secretariat changed it":
        assertContains(answer, "https://redactie.example", status_code=409)


def test_nothing_new_is_not_sent(browser, submission):
    assert send(browser).status_code == 200
    assert now().state == "draft"


def test_it_can_be_taken_back_while_nobody_decided(browser, ready):
    send(browser)
    assertRedirects(browser.post(url("profile_take_back")), url())
    assert now().state == "draft"

    send(browser)
    profile_accept(submission=now(), by=person_in_role("partner-manager"))
    browser.post(url("profile_take_back"))
    assert now().state == "accepted"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_is_typed_after_it_was_sent_is_given_back(browser, member, ready, language):
    profile_submit(submission=ready, by=member)

    told = browser.post(url("profile_draft", language), {"text_nl": "Te laat"}, headers=JSON)
    page = browser.post(url(language=language), {"act": "check", "text_nl": "Te laat"})

    assert told.status_code == 409
    assertContains(page, "Te laat", status_code=409)
    assert now().typed["text_nl"] == ""


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_came_back_says_why(browser, member, ready, language):
    submitted = profile_submit(submission=ready, by=member)
    profile_return(submission=submitted, by=UserFactory(), reason="Is <b>dit</b> uw site?")

    page = browser.get(url(language=language))

    assertContains(page, "Is &lt;b&gt;dit&lt;/b&gt; uw site?")
    assertContains(page, "https://nieuw.example")


def test_the_form_says_which_parts_editors_made(browser, organisation, submission):
    page_for(organisation, "nl", body=[("quote", {"text": "Wij doen mee."})]).save_revision()

    assertContains(browser.get(url()), browser.get(url()).context["kept"][0])


# --- Words


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_changes_are_told_in_the_words_of_the_reader(submission, language):
    typed = {"size": "small", "introduction_fr": "Nous faisons plus."}
    saved = profile_save(submission=submission, typed=typed, seen=0).submission
    saved.before |= {"introduction_fr": "Nous faisons."}

    with override(language):
        size, words = changes_of(saved, language)

    assert {"nl": "10 tot 49", "fr": "10 à 49"}[language] in size.after
    assert (words.lang, words.before, words.after) == ("fr", "Nous faisons.", "Nous faisons plus.")
    assert ("+", " plus") in words.segments


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Een.\n\nTwee.", "<p>Een.</p><p>Twee.</p>"),
        ("Een\nregel", "<p>Een<br/>regel</p>"),
        ("Wat:\n\n- a\n- b\n\nDus.", "<p>Wat:</p><ul><li>a</li><li>b</li></ul><p>Dus.</p>"),
        ("<script>x</script> & co", "<p>&lt;script&gt;x&lt;/script&gt; &amp; co</p>"),
        ("", ""),
    ],
)
def test_plain_text_and_rich_text_say_the_same(text, html):
    assert to_html(text) == html
    assert to_plain(html) == text


@pytest.mark.parametrize(
    "html", ["<p><b>vet</b></p>", '<p><a href="x">y</a></p>', "<ol><li>a</li></ol>", "<ul><li>a<br/>b</li></ul>"]
)
def test_what_plain_text_cannot_say_is_left_to_the_editors(html):
    assert to_plain(html) is None


@pytest.mark.parametrize("rows", [3, 30])
def test_the_form_costs_the_same_however_many_people_an_organisation_has(
    browser, organisation, submission, django_assert_max_num_queries, rows
):
    RepresentativeFactory.create_batch(rows, organisation=organisation)
    for language in ("nl", "fr"):
        page_for(organisation, language).save_revision()
    browser.get(url())

    with django_assert_max_num_queries(45):
        browser.get(url())
