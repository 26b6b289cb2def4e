"""Double opt-in: only who reads the mail can say yes, and only with a button."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from follow.models import Follower, Following
from follow.services.confirming import LinkRefused, confirm_token, follow_confirm, request_of
from follow.services.stopping import followers_clean

from .alert_world import MONDAY, ask, follower, last_mail, link_in, url

pytestmark = pytest.mark.django_db


def confirm(client, link, **values):
    page = client.get(link)
    chosen = {"follow": [row.pk for row in page.context["rows"]]}
    return client.post(link, chosen | values)


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Plan one"), ("fr", "Le plan one")]
)  # fmt: skip
def test_the_mail_says_what_was_asked_in_the_language_that_was_chosen(client, world, language, title):
    ask(client, language=language)

    message = last_mail()
    assert title in message.body
    assert message.extra_headers["Content-Language"] == language
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert link_in(message, "never", language)
    assert client.get(link_in(message, "confirm", language)).context["rows"][0].title == title


def test_opening_the_link_changes_nothing_and_the_button_does(client, world):
    ask(client)
    link = link_in(last_mail(), "confirm")

    for _time in range(2):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert not Following.objects.confirmed().exists()
    assert confirm(client, link).status_code == 200

    one = Follower.objects.get()
    assert Following.objects.confirmed().get().code == "one"
    assert (one.frequency, one.language) == ("weekly", "nl")
    assert timezone.now() - one.told_until < timedelta(minutes=1)


def test_the_pages_behind_links_are_kept_nowhere_tell_nobody_and_need_no_cookie(client, world):
    one = follower()
    ask(client, code="two")
    links = [link_in(last_mail(), "confirm"), *(url(name, one.key) for name in ("own", "stop", "never"))]
    client.cookies.clear()

    for link in links:
        response = client.get(link)
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies


def test_the_link_shows_all_that_was_asked_and_confirms_what_is_ticked(client, world):
    for code in ("one", "two", "three"):
        ask(client, code=code)
    assert len(mail.outbox) == 1
    link = link_in(last_mail(), "confirm")
    rows = client.get(link).context["rows"]
    assert {row.title for row in rows} == {"Plan one", "Plan two", "Plan three"}

    client.post(link, {"follow": [rows[0].pk, rows[2].pk, "x", "9" * 40]})

    assert {row.code for row in Following.objects.confirmed()} == {"one", "three"}
    assert Following.objects.count() == 2


def test_who_ticks_nothing_is_forgotten(client, world):
    ask(client)

    client.post(link_in(last_mail(), "confirm"), {})

    assert not Follower.objects.exists()


def test_a_stranger_changes_nothing_of_who_follows_already(client, world):
    one = follower(frequency="daily", language="nl")

    ask(client, code="two", frequency="monthly", language="fr")

    one.refresh_from_db()
    assert (one.frequency, one.language) == ("daily", "nl")
    confirm(client, link_in(last_mail(), "confirm", "fr"))
    one.refresh_from_db()
    assert (one.frequency, one.language) == ("monthly", "fr")
    assert one.told_until == MONDAY - timedelta(days=30)


def test_a_link_works_for_seven_days(world):
    one = follower()
    following = Following.objects.create(follower=one, kind="fake", code="two", asked_at=MONDAY)
    token = confirm_token(following=following, language="nl", frequency="weekly", at=MONDAY)

    assert request_of(token, MONDAY + timedelta(days=7)).asked == following
    with pytest.raises(LinkRefused):
        request_of(token, MONDAY + timedelta(days=7, seconds=1))


def test_a_link_that_was_changed_or_is_too_old_is_refused_in_words(client, world):
    ask(client)
    link = link_in(last_mail(), "confirm")

    assert client.get(link[:-3] + "x/").status_code == 404
    assert client.post(url("confirm", "nonsense")).status_code == 404
    Follower.objects.all().delete()
    assert client.get(link).status_code == 410


def test_the_link_of_one_address_opens_nothing_of_another(world):
    one, other = follower("a@example.org"), follower("b@example.org")
    token = confirm_token(following=one.followings.get(), language="nl", frequency="daily", at=MONDAY)
    Follower.objects.filter(pk=one.pk).update(key=other.key[::-1])

    with pytest.raises(LinkRefused):
        request_of(token, MONDAY)


def test_what_nobody_confirmed_is_forgotten_after_seven_days_with_its_address(world):
    one = follower("known@example.org")
    stranger = follower("stranger@example.org", "one", at=MONDAY)
    stranger.followings.update(confirmed_at=None)
    Following.objects.create(follower=one, kind="fake", code="two", asked_at=MONDAY)

    followers_clean(MONDAY + timedelta(days=7, seconds=-1))
    assert Following.objects.count() == 3
    followers_clean(MONDAY + timedelta(days=7))

    assert Follower.objects.get() == one
    assert one.followings.get().code == "one"


def test_words_that_somebody_typed_for_a_search_are_not_mailed_to_others(client, world):
    ask(client, kind="search", code="koop nu http://evil.example")

    message = last_mail()
    assert "evil" not in message.subject + message.body
    assert "evil" in client.get(link_in(message, "confirm")).content.decode()


def test_one_address_follows_no_more_than_the_limit(client, world, settings):
    settings.FOLLOW_LIMITS = settings.FOLLOW_LIMITS | {"followings": 2}
    follower("lezer@example.org", "one", "two")
    ask(client, code="three")
    link = link_in(last_mail(), "confirm")

    response = confirm(client, link)

    assert response.status_code == 409
    assert response.context["errors"]
    assert Following.objects.confirmed().count() == 2


def test_a_second_click_confirms_the_same_and_moves_nothing(world):
    one = follower()
    following = Following.objects.create(follower=one, kind="fake", code="two", asked_at=MONDAY)
    token = confirm_token(following=following, language="nl", frequency="daily", at=MONDAY)
    for number in (1, 2):
        at = MONDAY + timedelta(hours=number)
        follow_confirm(request=request_of(token, at), chosen={following.pk}, at=at)

    following.refresh_from_db()
    assert following.confirmed_at == MONDAY + timedelta(hours=1)
