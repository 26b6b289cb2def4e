"""Two colleagues write the two languages of a page at the same time; readers see neither change, then both."""

import sqlite3

import pytest

from .demonstration import act

SENTENCES = {"nl": "Samen geschreven, samen verschenen.", "fr": "Écrit ensemble, paru ensemble."}
WRITERS = {"nl": "dutch-editor", "fr": "french-editor"}
REVIEWERS = {"nl": "second-dutch-editor", "fr": "second-french-editor"}
MODERATORS = {"nl": "foreign-moderator", "fr": "regional-moderator"}


@pytest.fixture
def pair(demo):
    """A page that is live in both languages and rests: {language: (number in the administration, address)}."""
    rows = sqlite3.connect(demo[1]).execute(
        """
        SELECT language_code, page.id, url_path FROM wagtailcore_page AS page
        JOIN home_standardpage ON page_ptr_id = page.id
        JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
        WHERE live AND translation_key = (
            SELECT translation_key FROM wagtailcore_page JOIN home_standardpage ON page_ptr_id = id
            WHERE live AND NOT has_unpublished_changes AND CAST(id AS TEXT) NOT IN (
                SELECT object_id FROM wagtailcore_workflowstate WHERE status IN ('in_progress', 'needs_changes')
            )
            GROUP BY translation_key HAVING count(*) = 2 ORDER BY min(id) LIMIT 1
        )
        """
    )
    return {language: (pk, f"/{language}/" + path.split("/", 2)[2]) for language, pk, path in rows}


@pytest.fixture
def editor(open_page, pair):
    """Opens the page of a language in the editor, in a browser of that person's own."""

    def open_(user, language):
        page = open_page(f"/admin/pages/{pair[language][0]}/edit/", log_in=user)
        page.locator("[name=introduction]").wait_for()
        return page

    return open_


@pytest.fixture
def readers_see(open_page, pair):
    """The languages in which a visitor now reads the new sentence."""

    def look():
        return {code for code, (_pk, path) in pair.items() if SENTENCES[code] in open_page(path).content()}

    return look


def test_two_editors_write_and_two_moderators_approve_and_readers_see_neither_then_both(editor, readers_see):
    writing = {language: editor(user, language) for language, user in WRITERS.items()}
    for language, page in writing.items():
        page.fill("[name=introduction]", SENTENCES[language])
    for page in writing.values():
        act(page, "[name=action-submit]")
    assert readers_see() == set()

    for people in (REVIEWERS, {"nl": MODERATORS["nl"]}):
        deciding = {language: editor(user, language) for language, user in people.items()}
        for page in deciding.values():
            act(page, "[data-workflow-action-name=approve]")
    assert readers_see() == set()

    act(editor(MODERATORS["fr"], "fr"), "[data-workflow-action-name=approve]")

    assert readers_see() == {"nl", "fr"}
