"""So many times an hour and a day from one network, and no address is kept."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from consultations.protection import throttle
from core.throttle import UNKNOWN

from .world import DURING


@pytest.fixture(autouse=True)
def limits(settings):
    settings.THROTTLE = {"mail": (2, 3), "start": (1, 1)}


def visit(address, **headers):
    return RequestFactory(REMOTE_ADDR=address).get("/", headers=headers)


def times(request, count, at=DURING, what="mail"):
    return [throttle.allowed(request, what, at) for _time in range(count)]


def test_an_hour_has_its_limit_and_so_has_a_day():
    visitor = visit("192.0.2.1")

    assert times(visitor, 3) == [True, True, False]
    assert times(visitor, 2, DURING + timedelta(hours=1)) == [True, False]  # the third of the day, and one too many
    assert times(visitor, 1, DURING + timedelta(days=1)) == [True]


def test_each_purpose_and_each_network_counts_for_itself():
    times(visit("192.0.2.1"), 3)

    assert times(visit("192.0.2.1"), 1, what="start") == [True]
    assert times(visit("192.0.2.2"), 1) == [True]


def test_all_addresses_of_one_place_in_ipv6_count_together():
    times(visit("2001:db8::1"), 3)

    assert times(visit("2001:db8::ffff"), 1) == [False]
    assert times(visit("2001:db8:0:1::1"), 1) == [True]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::1", "::/64"),
        ("", UNKNOWN),
        ("unix:", UNKNOWN),
        ("1.2.3.4' OR 1", UNKNOWN),
    ],
)
def test_the_network_of_an_address(address, network):
    assert throttle.network_of(visit(address)) == network


def test_the_header_of_a_proxy_is_believed_only_where_one_stands_before_us(settings):
    visitor = visit("10.0.0.1", x_forwarded_for="203.0.113.9, 198.51.100.7:1234")

    assert throttle.network_of(visitor) == "10.0.0.1"
    settings.BEHIND_PROXY = True
    assert throttle.network_of(visitor) == "198.51.100.7"
    assert throttle.network_of(visit("10.0.0.1", x_forwarded_for="[2001:db8::5]:80")) == "2001:db8::/64"
    assert throttle.network_of(visit("10.0.0.1")) == "10.0.0.1"


def test_no_address_is_kept(monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "add", lambda key, *args, **kwargs: kept.append(key))
    monkeypatch.setattr(cache, "incr", lambda key: 1)

    times(visit("192.0.2.1"), 1)
    times(visit("192.0.2.1"), 1, DURING + timedelta(days=1))

    assert len(set(kept)) == 4
    assert not any("192.0.2" in key for key in kept)
    assert len({key.split(":")[3] for key in kept}) == 2  # what one day counts cannot be laid beside another day


def test_everybody_is_let_in_while_the_cache_is_away(monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "add", away)

    assert times(visit("192.0.2.1"), 5) == [True] * 5


@pytest.mark.django_db
def test_who_is_refused_reads_why_and_when_to_come_back(site):
    page = throttle.refusal(visit("192.0.2.1"))
    data = throttle.refusal(visit("192.0.2.1", accept="application/json"))

    assert (page.status_code, data.status_code) == (429, 429)
    assert page["Retry-After"] == "3600"
    assert b"message" in data.content
