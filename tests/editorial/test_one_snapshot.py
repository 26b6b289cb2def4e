"""Who looks while colleagues publish sees both languages of a page, or neither: on PostgreSQL, with real commits."""

import threading

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from tests.editorial.pairs import again, colleague, decide, live_languages, submit, together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs connections that do not wait for each other"),
]
TIMES = 50


def in_threads(*functions):
    """Run them at the same time, each with a connection of its own; raise what one of them raised."""
    problems = []

    def closing(function):
        try:
            function()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=closing, args=[function]) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=600)
    assert not any(thread.is_alive() for thread in threads)
    if problems:
        raise problems[0]


class Reader:
    """Asks for one page and then for the other, in one snapshot, until told to stop."""

    def __init__(self, pages):
        self.pages, self.stopped, self.seen = pages, threading.Event(), []

    def __call__(self):
        while not self.stopped.wait(0.005):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                self.seen.append(tuple(self.ask(page) for page in self.pages.values()))

    def ask(self, page):
        return Page.objects.filter(pk=page.pk).values_list("live", "title").get()


def test_no_snapshot_shows_one_language_alone_while_both_are_approved_at_the_same_moment():
    pages = together("samen")
    moderators = {language: colleague() for language in pages}
    reviewer, submitter = colleague(), colleague("emergency-publisher")
    reader = Reader(pages)
    start = threading.Barrier(len(pages))

    def prepare(number):
        for page in pages.values():
            draft = again(page).get_latest_revision_as_object()
            draft.title = str(number)
            draft.save_revision()
            submit(page, submitter)
            decide(page, reviewer)

    def approve(language):
        start.wait(timeout=60)
        decide(pages[language], moderators[language])

    def publish():
        try:
            for number in range(TIMES):
                prepare(number)
                in_threads(lambda: approve("nl"), lambda: approve("fr"))
                assert live_languages(pages) == {"nl", "fr"}
                assert {again(page).title for page in pages.values()} == {str(number)}
                if number % 5 == 4:
                    again(pages["nl"]).unpublish()
        finally:
            reader.stopped.set()

    in_threads(reader, publish)

    assert len(reader.seen) > TIMES
    for (dutch_live, dutch_title), (french_live, french_title) in reader.seen:
        assert dutch_live == french_live
        assert not dutch_live or dutch_title == french_title
    assert {True, False} <= {live for (live, _title), _french in reader.seen}


def test_two_who_approve_the_same_step_at_the_same_moment_approve_it_once():
    pages = together("eenmaal")
    page = pages["nl"]
    moderators = [colleague(), colleague("regional-moderator")]
    submit(page, colleague("emergency-publisher"))
    start, refused = threading.Barrier(2), []

    def approve(who):
        loaded = again(page)
        task, state = loaded.current_workflow_task, loaded.current_workflow_task_state
        start.wait(timeout=60)
        try:
            task.on_action(state, who, "approve")
        except Exception as problem:
            refused.append(problem)

    in_threads(*[lambda who=who: approve(who) for who in moderators])

    assert len(refused) == 1
    assert again(page).current_workflow_state.task_states.count() == 2
