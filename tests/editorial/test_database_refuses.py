"""On PostgreSQL the database itself refuses a commit that leaves one language of a pair live alone."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from wagtail.models import Page

from core.dates import today
from editorial.models import LanguageException
from editorial.services.exceptions import exception_record
from home.models import HomePage, StandardPage
from tests.editorial.pairs import again, approve, independent, live_languages, publish, together

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the trigger is PostgreSQL's"),
]
REASONS = {"nl": "De vertaling volgt.", "fr": "La traduction suit."}


@contextmanager
def end_of_transaction():
    """At its end the database looks as it does when a transaction is committed, which takes a test much longer."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def save(page):
    page = again(page)
    page.live = not page.live
    page.save()


def update(page):
    Page.objects.filter(pk=page.pk).update(live=not again(page).live)


def delete(page):
    """By SQL, past every signal."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM editorial_alignment WHERE %s IN (page_id, counterpart_id)", [page.pk])
        cursor.execute("DELETE FROM editorial_languageexception WHERE page_id = %s", [page.pk])
        cursor.execute("DELETE FROM home_standardpage WHERE page_ptr_id = %s", [page.pk])
        cursor.execute("DELETE FROM wagtailcore_page WHERE id = %s", [page.pk])


def make(page):
    """A page of a pair put straight into the tree as live."""
    home = HomePage.objects.get(locale_id=page.locale_id)
    home.add_child(instance=StandardPage(title="Alleen", slug="alleen", locale=home.locale, live=True))


@pytest.mark.parametrize("act", [update, delete, make])
def test_the_database_refuses_what_leaves_one_language_live_alone(act):
    live = publish(together())

    with pytest.raises(IntegrityError, match="live alone"), end_of_transaction():
        act(live["nl"])

    assert live_languages(live) == {"nl", "fr"}
    assert not StandardPage.objects.filter(slug="alleen").exists()


@pytest.mark.parametrize("act", [save, update])
def test_the_database_refuses_to_put_one_language_live_alone(act):
    pages = together()

    with pytest.raises(IntegrityError, match="live alone"), end_of_transaction():
        act(pages["fr"])

    assert live_languages(pages) == set()


@pytest.mark.parametrize("act", [update, delete])
def test_the_database_allows_it_with_an_exception_for_what_stays(act):
    live = publish(together())
    exception_record(page=live["fr"], reasons=REASONS, until=today(), by=None)

    with end_of_transaction():
        act(live["nl"])

    assert live_languages(live) == {"fr"}


def test_the_database_does_not_take_an_ended_exception_for_one():
    live = publish(together())
    exception_record(page=live["fr"], reasons=REASONS, until=today(), by=None)
    LanguageException.objects.update(ended_at="2026-01-01T00:00Z")

    with pytest.raises(IntegrityError), end_of_transaction():
        update(live["nl"])


@pytest.mark.django_db(transaction=True)
def test_the_database_looks_at_the_end_of_a_transaction_only():
    pages = together()

    with pytest.raises(IntegrityError, match="live alone"), transaction.atomic():
        update(pages["nl"])
    assert live_languages(pages) == set()

    with transaction.atomic():
        update(pages["nl"])
        update(pages["fr"])

    assert live_languages(pages) == {"nl", "fr"}


def test_the_database_leaves_independent_pages_alone():
    pages = independent()

    with end_of_transaction():
        approve(pages["nl"])
        update(pages["fr"])
        update(pages["nl"])

    assert live_languages(pages) == {"fr"}
