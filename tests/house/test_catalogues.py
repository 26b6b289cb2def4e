"""Every word of the interface stands in every language, and nothing else does."""

import os
import re
import shutil
import subprocess
import sys

import polib
import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
FOLDER = settings.LOCALE_PATHS[0].relative_to(ROOT)
LANGUAGES = [code for code, name in settings.LANGUAGES]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def read_catalogue(language, root=ROOT):
    return polib.pofile((root / FOLDER / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8"))


def texts(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language):
    catalogue = read_catalogue(language)

    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue if not all(texts(entry))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_fuzzy(language):
    assert [entry.msgid for entry in read_catalogue(language).fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language):
    def placeholders(*sources):
        return set().union(*(PLACEHOLDER.findall(source) for source in sources))

    wrong = [
        entry.msgid
        for entry in read_catalogue(language).translated_entries()
        if placeholders(entry.msgid, entry.msgid_plural) != placeholders(*texts(entry))
    ]

    assert wrong == []


def test_french_puts_its_own_spaces_before_double_signs():
    """A narrow no-break space before ; ! ? and inside « », a no-break space before the colon."""
    entity = re.compile(r"&#?\w+;")
    wrong = re.compile(r"(?<!\u202f)(;|[!?](?=\s|$)|»)|«(?!\u202f)|(?<!\u00a0):(?=\s|$)")

    found = [text for entry in read_catalogue("fr") for text in texts(entry) if wrong.search(entity.sub("", text))]

    assert found == []


@pytest.fixture(scope="session")
def fresh_root(tmp_path_factory):
    """A copy of the sources whose catalogues were just brought up to date."""
    if not shutil.which("xgettext"):
        message = "gettext is not installed, so nobody knows whether the catalogues are up to date"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    root = tmp_path_factory.mktemp("sources") / "copy"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(".*", "__pycache__", "node_modules", "tests", "var"))
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--all", "--no-obsolete", "--no-wrap"],
        cwd=root,
        check=True,
        capture_output=True,
    )
    return root


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_exactly_the_messages_of_the_code(language, fresh_root):
    def keys(catalogue):
        return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue if not entry.obsolete}

    now, wanted = keys(read_catalogue(language)), keys(read_catalogue(language, fresh_root))

    assert (wanted - now, now - wanted) == (set(), set()), "Run `make messages` and translate what is new."
