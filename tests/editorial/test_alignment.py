"""A page is out of date when its counterpart was published since the two were aligned; a correction goes alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core.dates import today
from editorial.models import Alignment, LanguageException, NoTranslation
from editorial.refusals import PublicationRefused
from editorial.services.alignment import alignment_record, counterparts, is_stale, no_translation_record
from editorial.services.exceptions import exception_end, exception_record, exceptions_end_overdue
from editorial.services.translation import translation_start
from editorial.states import State, describe
from tests.editorial.pairs import (
    again,
    approve,
    colleague,
    independent,
    live_languages,
    publish,
    together,
    waits,
    write,
)

pytestmark = pytest.mark.django_db

BOTH, NEITHER = {"nl", "fr"}, set()
OTHER = {"nl": "fr", "fr": "nl"}
EVERY_LANGUAGE = pytest.mark.parametrize("language", ["nl", "fr"])
REASONS = {"nl": "De vertaling volgt.", "fr": "La traduction suit."}


@pytest.fixture
def pages(site):
    return together()


@pytest.fixture
def live(pages):
    return publish(pages)


@pytest.fixture
def free(site):
    return publish(independent())


def stale(pages):
    """The languages that are out of date."""
    return {code for code, page in pages.items() if any(is_stale(again(page), other) for other in counterparts(page))}


def alone(page, until=None, by=None):
    return exception_record(page=again(page), reasons=REASONS, until=until or today(), by=by)


def change(page, words="2"):
    write(page, words)
    approve(page)


def correct(page, words="1!", by=None):
    """A small correction, with the decision that it needs no translation."""
    write(page, words)
    no_translation_record(page=again(page), by=by, reason="Een tikfout.")
    approve(page)


def align(page):
    alignment_record(page=again(page), counterpart=counterparts(page)[0])


# --- First publication -----------------------------------------------------------------------------------------------


def test_a_pair_is_aligned_from_its_first_publication_on(live):
    assert stale(live) == NEITHER
    said = Alignment.objects.filter(page__in=[page.pk for page in live.values()])
    assert [alignment.kind for alignment in said] == ["aligned", "aligned"]
    assert {describe(page).state for page in live.values()} == {State.ALIGNED}


def test_a_draft_is_not_out_of_date(pages):
    assert stale(pages) == NEITHER


@EVERY_LANGUAGE
def test_the_second_language_of_an_independent_page_begins_aligned(site, language):
    pages = independent()
    approve(pages[language])
    assert stale(pages) == NEITHER

    approve(pages[OTHER[language]])

    assert stale(pages) == NEITHER


def test_a_translation_of_an_older_text_begins_out_of_date(free):
    nl = free["nl"]
    again(free["fr"]).delete()
    fr = translation_start(page=again(nl), language="fr", by=None)
    change(nl)

    approve(fr)

    assert stale({"nl": nl, "fr": fr}) == {"fr"}


def test_a_translation_of_a_newer_draft_is_ahead_not_out_of_date(free):
    nl = free["nl"]
    again(free["fr"]).delete()
    write(nl, "2")
    fr = translation_start(page=again(nl), language="fr", by=None)
    approve(fr)
    assert stale({"nl": nl, "fr": fr}) == NEITHER

    approve(nl)

    assert stale({"nl": nl, "fr": fr}) == NEITHER


# --- A change --------------------------------------------------------------------------------------------------------


def test_a_change_of_both_languages_keeps_them_aligned(live):
    change(live["nl"])
    assert stale(live) == NEITHER
    change(live["fr"])

    assert live_languages(live) == BOTH
    assert stale(live) == NEITHER


def test_the_text_on_line_approved_once_more_answers_a_change_that_waits(live):
    alone(live["nl"])
    change(live["nl"])
    exception_end(exception=LanguageException.objects.get(), by=None)
    change(live["fr"])
    assert waits(live["fr"])
    assert stale(live) == {"fr"}

    approve(live["nl"])

    assert {again(page).introduction for page in live.values()} == {"2"}
    assert stale(live) == NEITHER


@EVERY_LANGUAGE
def test_a_change_of_one_language_of_an_independent_page_leaves_the_other_out_of_date(free, language):
    change(free[language])
    assert stale(free) == {OTHER[language]}
    assert describe(again(free[OTHER[language]])).state == State.STALE

    align(free[OTHER[language]])

    assert stale(free) == NEITHER


def test_a_new_publication_of_the_very_same_words_leaves_nothing_out_of_date(live):
    write(live["nl"], "1")
    approve(live["nl"])

    assert again(live["nl"]).live_revision == again(live["nl"]).latest_revision
    assert stale(live) == NEITHER
    assert Alignment.objects.get(page_id=live["fr"].pk).kind == "unchanged"


def test_the_same_words_again_do_not_make_good_what_was_out_of_date(free):
    change(free["nl"])

    write(free["nl"], "2")
    approve(free["nl"])

    assert stale(free) == {"fr"}


def test_who_aligns_with_the_text_on_line_is_out_of_date_again_after_the_next_change(free):
    change(free["nl"])
    align(free["fr"])

    change(free["nl"], "3")

    assert stale(free) == {"fr"}


def test_nothing_is_out_of_date_beside_a_page_that_is_not_live(free):
    change(free["nl"])

    again(free["nl"]).unpublish()

    assert stale(free) == NEITHER


def test_what_never_followed_the_other_is_out_of_date_however_often_the_other_goes_down_and_up(site):
    pages = independent()
    approve(pages["nl"])
    again(pages["nl"]).unpublish()
    approve(pages["fr"])
    approve(pages["nl"])
    assert stale(pages) == BOTH

    again(pages["fr"]).unpublish()
    approve(pages["fr"])

    assert stale(pages) == BOTH


# --- A small correction ----------------------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_a_correction_goes_live_alone_and_leaves_the_other_aligned(live, language):
    by = colleague("dutch-editor" if language == "nl" else "french-editor")
    before = again(live[OTHER[language]]).live_revision

    correct(live[language], by=by)

    assert again(live[language]).introduction == "1!"
    assert again(live[OTHER[language]]).live_revision == before
    assert stale(live) == NEITHER
    said = Alignment.objects.get(page_id=live[OTHER[language]].pk)
    assert (said.kind, said.reason, said.said_by) == ("not_needed", "Een tikfout.", by)
    assert not NoTranslation.objects.exists()


def test_a_correction_does_not_make_good_what_was_out_of_date(live):
    alone(live["nl"])
    change(live["nl"])
    assert stale(live) == {"fr"}

    correct(live["nl"], "2!")

    assert again(live["nl"]).introduction == "2!"
    assert stale(live) == {"fr"}


def test_a_correction_of_what_is_out_of_date_leaves_it_so(live):
    alone(live["nl"])
    change(live["nl"])

    correct(live["fr"])

    assert again(live["fr"]).introduction == "1!"
    assert stale(live) == {"fr"}


def test_the_decision_falls_when_a_word_changes_after_it(live):
    write(live["nl"], "1!")
    no_translation_record(page=again(live["nl"]), by=None, reason="Een tikfout.")
    write(live["nl"], "Iets heel anders.")

    approve(live["nl"])

    assert again(live["nl"]).introduction == "1"
    assert waits(live["nl"])


def test_the_decision_stands_when_only_a_comment_came_after_it(live):
    write(live["nl"], "1!")
    no_translation_record(page=again(live["nl"]), by=None, reason="Een tikfout.")
    write(live["nl"], "1!")

    approve(live["nl"])

    assert again(live["nl"]).introduction == "1!"


def test_what_was_approved_already_goes_live_with_the_decision(live):
    change(live["nl"], "1!")
    assert waits(live["nl"])

    no_translation_record(page=again(live["nl"]), by=None, reason="Een tikfout.")

    assert again(live["nl"]).introduction == "1!"
    assert not waits(live["nl"])
    assert stale(live) == NEITHER


def test_a_correction_is_no_answer_to_a_change_that_waits_for_its_translation(live):
    change(live["nl"])

    correct(live["fr"])

    assert again(live["fr"]).introduction == "1!"
    assert again(live["nl"]).introduction == "1"
    assert waits(live["nl"])
    change(live["fr"])
    assert {again(page).introduction for page in live.values()} == {"2"}


def test_a_correction_needs_a_reason_and_a_page_that_is_live(pages):
    with pytest.raises(PublicationRefused):
        no_translation_record(page=pages["nl"], by=None, reason="Een tikfout.")
    live = publish(pages)
    with pytest.raises(PublicationRefused):
        no_translation_record(page=live["nl"], by=None, reason=" ")


def test_a_decision_from_before_both_went_down_does_not_keep_them_down(live):
    write(live["nl"], "1!")
    no_translation_record(page=again(live["nl"]), by=None, reason="Een tikfout.")
    again(live["fr"]).unpublish()

    approve(live["nl"])
    assert live_languages(live) == NEITHER
    approve(live["fr"])

    assert live_languages(live) == BOTH


def test_a_decision_falls_when_the_page_goes_down(free):
    change(free["nl"])
    write(free["nl"], "2!")
    no_translation_record(page=again(free["nl"]), by=None, reason="Een tikfout.")
    assert stale(free) == {"fr"}

    again(free["nl"]).unpublish()
    approve(free["nl"])

    assert stale(free) == {"fr"}


# --- An exception ----------------------------------------------------------------------------------------------------


@EVERY_LANGUAGE
def test_what_is_approved_goes_live_alone_with_an_exception(pages, language):
    approve(pages[language])
    assert live_languages(pages) == NEITHER

    _exception, outcome = alone(pages[language])

    assert live_languages(pages) == {language}
    assert [page.pk for page in outcome.went_live] == [pages[language].pk]


def test_the_other_language_joins_without_waiting(pages):
    alone(pages["nl"])
    approve(pages["nl"])

    approve(pages["fr"])

    assert live_languages(pages) == BOTH
    assert stale(pages) == NEITHER


def test_an_exception_for_one_language_is_none_for_the_other(pages):
    alone(pages["nl"])

    approve(pages["fr"])

    assert live_languages(pages) == NEITHER


def test_a_page_that_stands_alone_goes_down_when_its_exception_ends(pages):
    exception, _outcome = alone(pages["nl"])
    approve(pages["nl"])

    exception_end(exception=exception, by=None)

    assert live_languages(pages) == NEITHER
    assert again(pages["nl"]).get_latest_revision_as_object().introduction == "1"


def test_a_pair_that_is_whole_stays_live_when_its_exception_ends(pages):
    exception, _outcome = alone(pages["nl"])
    publish(pages)

    exception_end(exception=exception, by=None)

    assert live_languages(pages) == BOTH


@pytest.mark.parametrize(("days", "stays"), [(0, {"nl"}), (1, {"nl"}), (-1, NEITHER)])
def test_an_exception_holds_until_its_last_day_inclusive(pages, days, stays):
    exception, _outcome = alone(pages["nl"])
    approve(pages["nl"])
    LanguageException.objects.filter(pk=exception.pk).update(
        until=today() + timedelta(days=days), since=today() - timedelta(days=9)
    )

    exceptions_end_overdue()
    exceptions_end_overdue()

    assert live_languages(pages) == stays


def test_during_an_exception_a_live_page_changes_alone_and_the_other_is_out_of_date(live):
    alone(live["nl"])

    change(live["nl"])

    assert again(live["nl"]).introduction == "2"
    assert again(live["fr"]).introduction == "1"
    assert stale(live) == {"fr"}


def test_an_exception_asks_for_a_day_to_come_and_a_reason_in_every_language_and_one_holds_at_a_time(live):
    with pytest.raises(ValidationError):
        alone(live["nl"], until=today() - timedelta(days=1))
    with pytest.raises(ValidationError):
        exception_record(page=live["nl"], reasons=REASONS | {"fr": " "}, until=today(), by=None)
    alone(live["nl"])
    alone(live["nl"])
    assert LanguageException.objects.filter(ended_at=None).count() == 1


def test_an_independent_page_needs_no_exception(site):
    pages = independent()
    exception, _outcome = alone(pages["nl"])
    approve(pages["nl"])

    exception_end(exception=exception, by=None)

    assert live_languages(pages) == {"nl"}
