"""One language without the other: decided by whom, why, until when, and what readers are told of it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from core.dates import today
from core.shell import content_version
from editorial.models import LanguageException
from editorial.notices import exception_notice
from editorial.services.alignment import alignment_record
from editorial.services.exceptions import exception_record
from tests.database import Queries
from tests.factories import person_in_role

from .pairs import again, approve, colleague, independent, live_languages, publish, together, write

pytestmark = pytest.mark.django_db

REASONS = {"nl": "De vertaling volgt.", "fr": "La traduction suit."}
ADD, LIST = "editorial:add_exception", "editorial:exceptions"
DECIDERS = ["federal-moderator", "regional-moderator", "administrator", "emergency-publisher"]


@pytest.fixture(params=["nl", "fr"])
def moderator(request, client, site):
    user = colleague("federal-moderator", language=request.param)
    client.force_login(user)
    return user


def typed(about, **changes):
    values = {"page": about.pk, "until": str(today() + timedelta(days=3))}
    return values | {f"reason_{code}": text for code, text in REASONS.items()} | changes


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def excepted(page, **values):
    values = {"reasons": REASONS, "until": today() + timedelta(days=3), "by": None} | values
    return exception_record(page=again(page), **values)[0]


# --- The list ---


def test_the_list_tells_those_in_force_about_to_end_and_ended(client, moderator):
    pages = {name: together(name) for name in ("kort", "lang", "voorbij")}
    excepted(pages["kort"]["nl"])
    excepted(pages["lang"]["nl"], until=today() + timedelta(days=100))
    over = excepted(pages["voorbij"]["nl"])
    LanguageException.objects.filter(pk=over.pk).update(ended_at=timezone.now())

    def listed(status):
        text = client.get(f"{reverse(LIST)}?status={status}").text
        return {name for name in pages if f"{name} (nl)" in text}

    assert listed("") == {"kort", "lang", "voorbij"}
    assert listed("active") == {"kort", "lang"}
    assert listed("soon") == {"kort"}
    assert listed("over") == {"voorbij"}
    assert REASONS[moderator.language] in client.get(reverse(LIST)).text


def test_a_list_of_exceptions_costs_the_same_for_3_rows_and_30(client, moderator):
    counts = []
    for number in (3, 27):
        for place in range(number):
            excepted(together(f"nr-{number}-{place}")["nl"])
        client.get(reverse(LIST))
        with Queries() as queries:
            client.get(reverse(LIST))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30, queries


@pytest.mark.parametrize("role", [*DECIDERS, "dutch-editor", "translator", "analyst", "plan-coordinator"])
def test_only_who_may_decide_on_exceptions_is_offered_to(client, site, role):
    page = together()["nl"]
    excepted(page)
    client.force_login(person_in_role(role))
    end = reverse("editorial:end_exception", args=[page.pk])

    text = client.get(reverse(LIST)).text

    assert (reverse(ADD) in text) == (role in DECIDERS)
    assert (end in text) == (role in DECIDERS)
    for address in (reverse(ADD), end):
        assert (client.get(address).status_code == 200) == (role in DECIDERS)
        client.post(address, typed(page))
    assert LanguageException.objects.active().exists() == (role not in DECIDERS)


# --- A new one ---


def test_a_page_that_only_waited_for_the_other_language_goes_live_and_the_screen_says_so(client, moderator):
    pages = together()
    approve(pages["nl"])

    response = client.post(reverse(ADD), typed(pages["nl"]), follow=True)

    assert live_languages(pages) == {"nl"}
    assert pages["nl"].title in messages_of(response)[0]
    exception = LanguageException.objects.get()
    assert (exception.by, exception.reason_nl, exception.reason_fr) == (moderator, *REASONS.values())


def test_a_page_that_is_not_approved_yet_stays_a_draft(client, moderator):
    pages = together()

    response = client.post(reverse(ADD), typed(pages["nl"]), follow=True)

    assert live_languages(pages) == set()
    assert LanguageException.objects.active().count() == 1
    assert len(messages_of(response)) == 1


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"until": str(today() - timedelta(days=1))}, {"until"}),
        ({"until": "ooit"}, {"until"}),
        ({"until": ""}, {"until"}),
        ({"reason_fr": " "}, {"reason_fr"}),
        ({"reason_nl": "", "reason_fr": ""}, {"reason_nl", "reason_fr"}),
        ({"reason_nl": "x" * 301}, {"reason_nl"}),
        ({"page": ""}, {"page"}),
        ({"page": "abc"}, {"page"}),
        ({"page": "1"}, {"page"}),
        ({"page": "9" * 30}, {"page"}),
    ],
)
def test_a_mistake_is_told_beside_the_field_and_nothing_typed_is_lost(client, moderator, changes, fields):
    data = typed(together()["nl"], **changes)

    response = client.post(reverse(ADD), data)

    assert set(response.context["form"].errors) == fields
    assert not LanguageException.objects.exists()
    for name in {"reason_nl", "reason_fr"} - fields:
        assert data[name] in response.text


def test_a_new_exception_takes_the_place_of_the_one_that_holds_and_the_page_stays_live(client, moderator):
    page = together()["nl"]
    approve(page)
    first = excepted(page)
    later = today() + timedelta(days=9)

    form = client.get(f"{reverse(ADD)}?page={page.pk}").text
    response = client.post(reverse(ADD), typed(page, until=str(later)), follow=True)

    assert REASONS["fr"] in form
    assert later.strftime("%Y") in messages_of(response)[0]
    first.refresh_from_db()
    assert first.ended_by == moderator
    assert LanguageException.objects.active().get().until == later
    assert again(page).live


def test_a_page_whose_languages_are_independent_needs_no_exception(client, moderator):
    response = client.post(reverse(ADD), typed(independent()["nl"]))

    assert set(response.context["form"].errors) == {"page"}


@pytest.mark.parametrize("page", ["", "x", "-1", "0", "999999999", "9" * 40, "%00", "١"])
def test_a_nonsense_page_in_the_address_is_ignored(client, moderator, page):
    assert client.get(f"{reverse(ADD)}?page={page}").status_code == 200


def test_the_form_starts_from_the_page_one_came_from(client, moderator):
    page = together()["fr"]

    assert client.get(f"{reverse(ADD)}?page={page.pk}").context["form"]["page"].value() == page.pk


# --- The end of one ---


def test_the_end_takes_down_a_page_that_stands_alone_and_says_so_before_and_after(client, moderator):
    pages = together()
    approve(pages["nl"])
    excepted(pages["nl"])
    address = reverse("editorial:end_exception", args=[pages["nl"].pk])
    assert client.get(address).context["goes_down"]
    assert live_languages(pages) == {"nl"}

    response = client.post(address, follow=True)

    assert live_languages(pages) == set()
    assert "warning" in [message.level_tag for message in response.context["messages"]]


def test_the_end_leaves_alone_what_is_live_in_both_languages(client, moderator):
    pages = publish(together())
    excepted(pages["nl"])
    address = reverse("editorial:end_exception", args=[pages["nl"].pk])
    assert not client.get(address).context["goes_down"]

    client.post(address)

    assert live_languages(pages) == {"nl", "fr"}
    assert LanguageException.objects.get().ended_by == moderator


def test_what_is_over_cannot_be_ended_again(client, moderator):
    page = together()["nl"]
    address = reverse("editorial:end_exception", args=[page.pk])

    assert client.get(address).url == client.post(address).url == reverse(LIST)
    assert client.get(reverse("editorial:end_exception", args=[999999]), follow=True).status_code == 404


# --- What readers are told ---


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_page_that_stands_alone_says_so_in_its_readers_language(client, site, language):
    pages = together()
    approve(pages[language])
    assert client.get(again(pages[language]).url).status_code == 404
    excepted(pages[language], reasons=REASONS | {language: "Omdat <b>snel</b>"})

    response = client.get(again(pages[language]).url)

    assert "page-notice" in response.text
    assert "Omdat &lt;b&gt;snel&lt;/b&gt;" in response.text


def test_a_page_that_changed_alone_says_so_in_both_languages_until_they_are_aligned(client, site):
    pages = publish(together())
    excepted(pages["nl"])
    assert exception_notice(again(pages["nl"]), "nl") is None
    write(pages["nl"], "Nieuw.")
    approve(pages["nl"])
    cache.clear()

    texts = {code: client.get(page.url).text for code, page in pages.items()}

    assert {code: REASONS[code] in text for code, text in texts.items()} == {"nl": True, "fr": True}
    own, other = (exception_notice(again(pages[code]), "nl")["text"] for code in ("nl", "fr"))
    assert own != other
    alignment_record(page=again(pages["fr"]), counterpart=again(pages["nl"]))
    cache.clear()
    assert "page-notice" not in client.get(pages["nl"].url).text


def test_a_page_without_an_exception_says_nothing(client, site):
    page = publish(together())["nl"]

    assert "page-notice" not in client.get(page.url).text


def test_the_notice_is_gone_the_day_after_the_last(client, site, monkeypatch):
    pages = together()
    approve(pages["nl"])
    excepted(pages["nl"], until=today())
    page = again(pages["nl"])
    assert exception_notice(page, "nl")
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr("core.kept.today", lambda: tomorrow)
    monkeypatch.setattr("editorial.models.exceptions.today", lambda: tomorrow)

    assert exception_notice(page, "nl") is None


@pytest.mark.parametrize("number", [0, 1, 30])
def test_the_notice_asks_nothing_of_the_database_while_the_cache_is_warm(site, number):
    for place in range(number):
        page = together(f"nr-{place}")["nl"]
        approve(page)
        excepted(page)
    page = again(together()["nl"])
    exception_notice(page, "nl")

    with Queries() as queries:
        exception_notice(page, "nl")

    assert queries.at_most(0), queries


def test_an_alignment_is_told_to_readers_at_once(site, django_capture_on_commit_callbacks):
    pages = publish(together())
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        alignment_record(page=pages["fr"], counterpart=pages["nl"])

    assert content_version() != before
