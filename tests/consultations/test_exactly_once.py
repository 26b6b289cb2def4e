"""Many at the same moment: everything that was sent is there, whole, and once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, connections
from django.utils import timezone

from consultations.models import Contribution, Draft, Receipt, SpentProof
from consultations.services.drafts import draft_edit
from consultations.services.sending import Withdrawn, contribution_send, contribution_withdraw

from .afterwards import address, browser_of, form_of, ready, running
from .world import ABOUT, sent

pytestmark = pytest.mark.django_db(transaction=True)


MOST_AT_ONCE = 80
"""A server of PostgreSQL takes a hundred connections, unless it is told otherwise."""


def at_once(acts):
    """What each of these acts returned, or the error that it ended in; as many as can begin at the same moment."""
    start = Barrier(min(len(acts), MOST_AT_ONCE))

    def run(place, act):
        try:
            if place < MOST_AT_ONCE:
                start.wait()
            return act()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        return list(pool.map(run, range(len(acts)), acts))


def many():
    """So many at once: SQLite lets one write at a time, and lets the others wait."""
    return 50 if connection.vendor == "postgresql" else 12


def click(client, draft, form):
    return lambda: client.post(address("check", draft.consultation.code), form)


def tab_of(browser):
    """Another tab: the same cookies."""
    tab = browser_of()
    tab.cookies = browser.cookies
    return tab


def test_many_clicks_at_one_moment_send_one_contribution_and_show_one_receipt():
    consultation, sample = running()
    draft = ready(consultation, sample)
    form, browser = form_of(draft), browser_of(draft)
    tabs = [tab_of(browser) for _tab in range(many() // 2)] + [browser_of(draft) for _browser in range(many() // 2)]

    answers = at_once([click(tab, draft, form) for tab in tabs])

    contribution = Contribution.objects.get()
    receipt = address("received", contribution.reference)
    assert {(answer.status_code, answer.url) for answer in answers} == {(303, receipt)}
    assert {tab.get(receipt).status_code for tab in tabs} == {200}
    assert Receipt.objects.count() == SpentProof.objects.count() == len(mail.outbox) == 1
    assert contribution.answers.count() == len(sample.typed()) - 1


def test_many_people_at_one_moment_are_all_received_whole_and_sending_again_changes_nothing():
    consultation, sample = running()
    people = 200 if connection.vendor == "postgresql" else 20
    drafts = [ready(consultation, sample) for _person in range(people)]
    forms = [form_of(draft) for draft in drafts]

    answers = at_once([click(browser_of(draft), draft, form) for draft, form in zip(drafts, forms, strict=True)])
    again = at_once([click(browser_of(), draft, form) for draft, form in zip(drafts[:50], forms, strict=False)])

    references = {answer.url.rstrip("/").rsplit("/", 1)[1] for answer in answers}
    received = Contribution.objects.filter(reference__in=references)
    assert received.count() == Contribution.objects.count() == Receipt.objects.count() == people
    assert {contribution.answers.count() for contribution in received} == {len(sample.typed()) - 1}
    assert {contribution.digest for contribution in received} == set(Receipt.objects.values_list("digest", flat=True))
    assert [answer.url for answer in again] == [answer.url for answer in answers[:50]]


def test_edits_begun_at_one_moment_are_one_and_withdrawing_meanwhile_leaves_nothing_half():
    consultation, sample = running()
    contribution = sent(consultation, sample, at=timezone.now())

    begun = at_once([lambda: draft_edit(contribution=contribution).pk for _click in range(6)])
    draft = Draft.objects.get(pk__in=begun)
    edited, withdrawn = at_once(
        [
            lambda: contribution_send(draft=draft, about=ABOUT),
            lambda: contribution_withdraw(contribution=contribution),
        ]
    )

    contribution.refresh_from_db()
    assert withdrawn.state == contribution.state == "withdrawn"
    assert contribution.edition == contribution.receipts.count() == (1 if isinstance(edited, Withdrawn) else 2)
