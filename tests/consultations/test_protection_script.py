"""The script of the page that sends, in a browser, on a page of its own."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.template.loader import render_to_string

from consultations.protection.proof import LASTS, challenge_for, field, proof_in
from tests.browser.demonstration import CHROMIUM, started_chromium

from .world import DURING, begun, opened

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium found"),
    pytest.mark.skipif(connection.vendor == "postgresql", reason="the browser tests run on SQLite only"),
]

SITE = "http://localhost/"
"""Where browsers allow Web Crypto without a certificate; nothing is asked of it, every answer is made here."""


@contextmanager
def shown(proof, fresh=None):
    """(the page that sends with that proof field, what was sent), in a browser."""
    block = render_to_string("consultations/protection/proof.html", {"proof": proof})
    html = f"<!doctype html><title>x</title><form method=post action='/sent/'>{block}<button>Send</button></form>"
    script = Path(finders.find("consultations/proof.js")).read_text(encoding="utf-8")
    sent = []

    def answer(route):
        address = route.request.url
        if address.endswith("proof.js"):
            route.fulfill(body=script, content_type="text/javascript")
        elif address.endswith("/challenge/"):
            route.fulfill(json=fresh) if fresh else route.abort()
        elif address.endswith("/sent/"):
            sent.append(route.request.post_data_json)
            route.fulfill(body="<title>Sent</title>", content_type="text/html")
        else:
            route.fulfill(body=html, content_type="text/html")

    with started_chromium() as browser:
        page = browser.new_page()
        page.route("**/*", answer)
        page.goto(SITE)
        yield page, sent


def sent_by(proof, click, fresh=None):
    """What arrives when somebody clicks."""
    with shown(proof, fresh) as (page, sent):
        click(page.get_by_role("button"))
        page.wait_for_url("**/sent/")
    return sent


@pytest.fixture
def draft():
    return begun(*opened())


def test_a_proof_is_found_before_it_is_sent_and_two_clicks_send_once(draft, settings):
    settings.PROOF_OF_WORK = {"rounds": 5_000, "tries": 200}

    sent = sent_by(field(draft, DURING), lambda button: button.dblclick())

    assert len(sent) == 1
    assert proof_in(sent[0]["proof"], draft, DURING + timedelta(minutes=1))
    assert sent[0]["extra-line"] == ""


def test_an_expired_challenge_is_changed_for_a_fresh_one(draft):
    later = DURING + timedelta(hours=3)
    fresh = challenge_for(draft, later)

    sent = sent_by(field(draft, DURING) | {"lasts": "0"}, lambda button: button.click(), fresh)

    assert proof_in(sent[0]["proof"], draft, later + LASTS / 2)


@pytest.mark.parametrize("broken", ["null", '{"parameters": {"nonce": "", "salt": "", "cost": 0, "keyPrefix": ""}}'])
def test_where_no_proof_is_found_the_page_is_sent_without_one(draft, broken):
    sent = sent_by(field(draft, DURING) | {"challenge": broken}, lambda button: button.click())

    assert sent[0]["proof"] == ""
    assert sent[0]["shown"]
