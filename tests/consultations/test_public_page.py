"""What everybody reads about a consultation, before, while and after it is open."""

from datetime import timedelta
from html import unescape

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from consultations.models import Extension
from consultations.public.context import consultation_context
from consultations.public.listing import consultation_listing
from core.dates import today
from tests.factories import ConsultationFactory, page_for

from .world import DURING, moment, opened, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site", "lone_pages")]


@pytest.fixture(params=["nl", "fr"])
def language(request):
    with override(request.param):
        yield request.param


def shown(client, consultation, language):
    response = client.get(page_for(consultation, language).url)
    assert response.status_code == 200
    return unescape(response.text)


def running(**values):
    return opened(**({"opens_on": today() - timedelta(days=1), "closes_on": today() + timedelta(days=3)} | values))


def test_a_page_shows_every_question_and_clause_in_the_language_of_its_reader(client, language):
    consultation, sample = running()

    text = shown(client, consultation, language)

    for name in ("single", "matrix row", "hidden", "clause"):
        words = sample.words(name)[language]
        assert words in text or f"{name} 1 ({language})" in text, name
    other = "fr" if language == "nl" else "nl"
    assert f"({other})" not in text.partition("<main")[2].partition("</main>")[0]


def test_while_it_is_open_a_page_leads_to_answering(client, language):
    consultation, _sample = running()

    text = shown(client, consultation, language)

    assert reverse("take_part:start", args=[consultation.code]) in text
    assert {"nl": "nog 3 dagen", "fr": "encore 3 jours"}[language] in text


@pytest.mark.parametrize(("first", "last", "offered"), [(-1, 3, True), (2, 3, True), (-5, -3, False)])
def test_other_ways_and_the_last_day_are_offered_until_it_has_passed(client, language, first, last, offered):
    consultation, _sample = opened(opens_on=today() + timedelta(first), closes_on=today() + timedelta(last))

    text = shown(client, consultation, language)

    for name in ("blank", "blank_xlsx", "days"):
        assert (reverse(f"take_part:{name}", args=[consultation.code]) in text) == offered, name


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (moment(2026, 9, 30, 23, 59), {"nl": "U kunt deelnemen vanaf", "fr": "Vous pourrez participer"}),
        (moment(2026, 11, 30, 23, 59), {"nl": "dit is de laatste dag", "fr": "c’est le dernier jour"}),
        (moment(2026, 12, 1), {"nl": "Wat u voordien begon", "fr": "Ce que vous aviez commencé"}),
        (moment(2026, 12, 2), {"nl": "Deze raadpleging sloot", "fr": "Cette consultation s’est clôturée"}),
    ],
)
def test_the_sentence_says_what_a_reader_can_do_at_that_moment(language, at, words):
    consultation, _sample = opened(grace_hours=24)

    context = consultation_context(consultation, language, at)

    assert words[language] in context["sentence"]


def test_before_the_opening_nothing_is_asked_yet(client, language):
    text = shown(client, ConsultationFactory(), language)

    assert {"nl": "wordt nog geschreven", "fr": "en cours de rédaction"}[language] in text
    assert "take-part" not in text


def test_a_contribution_is_counted_at_once_and_a_withdrawn_one_no_longer(language):
    consultation, sample = opened()
    count = lambda: consultation_context(consultation, language, DURING)["facts"][-1]["value"]  # noqa: E731

    assert count() == {"nl": "Nog niemand", "fr": "Personne encore"}[language]
    sent(consultation, sample)
    assert count() == {"nl": "1 bijdrage", "fr": "1 contribution"}[language]


@pytest.mark.parametrize(
    ("phase", "found"), [("open", {"running"}), ("closed", {"closed"}), ("planned", {"planned"}), ("rubbish", None)]
)
def test_the_list_narrows_to_where_consultations_stand_today(phase, found):
    day = timedelta(days=1)
    names = {
        running()[0].pk: "running",
        opened(opens_on=today() - 9 * day, closes_on=today() - day)[0].pk: "closed",
        opened(opens_on=today() + day, closes_on=today() + day)[0].pk: "planned",
    }
    ConsultationFactory()  # not opened: in no list

    listing = consultation_listing(QueryDict(f"phase={phase}"), "nl")

    assert {names[row.pk] for row in listing.page.object_list} == (found or set(names.values()))


def test_an_extension_makes_a_closed_one_open_again_in_the_list():
    consultation, _sample = opened(opens_on=today() - timedelta(days=9), closes_on=today() - timedelta(days=1))
    Extension.objects.create(
        consultation=consultation, closes_on=today(), reason_nl="r", reason_fr="r", decided_at=timezone.now()
    )

    assert consultation_listing(QueryDict("phase=open"), "nl").total == 1


def test_the_last_day_can_be_put_in_a_calendar(client, language):
    consultation, _sample = running(
        name_nl="Punt; komma, en \\ streep " * 4, name_fr="Point; virgule, et \\ barre " * 4
    )

    response = client.get(reverse("take_part:days", args=[consultation.code]))

    assert f"DTSTART;VALUE=DATE:{consultation.last_day:%Y%m%d}" in response.text
    assert all(len(line.encode()) <= 75 for line in response.text.split("\r\n"))
    assert {"nl": "Punt\\; komma\\, en \\\\ streep", "fr": "Point\\; virgule\\, et \\\\ barre"}[language] in (
        response.text.replace("\r\n ", "")
    )


def test_what_is_not_announced_has_no_days(client):
    hidden, _sample = opened(is_public=False)
    unopened = ConsultationFactory()

    for consultation in (hidden, unopened):
        assert client.get(reverse("take_part:days", args=[consultation.code])).status_code == 404
