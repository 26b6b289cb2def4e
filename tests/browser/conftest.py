"""A real browser on the demonstration, served as its readers get it."""

import sqlite3
from functools import cache
from pathlib import Path

import pytest

from . import demonstration
from .demonstration import CHROMIUM


@pytest.hookimpl(tryfirst=True)  # before xdist looks who belongs together
def pytest_collection_modifyitems(items):
    """Everything in this folder needs a browser and shares one server: one process runs it.

    The kinds of pages alone take as long as all the rest: another process may have them, with a server of its own.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            group = "pages" if item.path.stem == "test_every_kind_of_page" else "browser"
            item.add_marker(pytest.mark.xdist_group(group))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium found"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory, ground):
    """The address and database of a server with the demonstration, on a port of its own."""
    with demonstration.served_demo(tmp_path_factory.mktemp("demo"), ground) as address_and_database:
        yield address_and_database


@pytest.fixture(scope="session")
def base(demo):
    return demo[0]


@pytest.fixture(scope="session")
def addresses(demo):
    """One live page of every type in each language, the one with the most below or in it: {(type, language): path}."""
    rows = sqlite3.connect(demo[1]).execute(
        """
        SELECT model, language_code, url_path FROM wagtailcore_page AS page
        JOIN django_content_type AS type ON type.id = page.content_type_id
        JOIN wagtailcore_locale AS locale ON locale.id = page.locale_id
        WHERE live AND depth > 1 ORDER BY numchild, length(url_path)
        """
    )
    return {(model, language): f"/{language}/" + url_path.split("/", 2)[2] for model, language, url_path in rows}


@pytest.fixture(scope="session")
def chromium(ground):
    """A browser; the database is made before it, for Django refuses its own once Playwright's loop runs."""
    with demonstration.started_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def logged_in(base, chromium):
    """The cookies of somebody of the demonstration who logged in, once for all tests: logged_in("dutch-editor")."""

    @cache
    def cookies_of(name):
        context = chromium.new_context(base_url=base)
        demonstration.log_in(context.new_page(), name)
        state = context.storage_state()
        context.close()
        return state

    return cookies_of


@pytest.fixture
def open_page(base, chromium, logged_in):
    """Opens an address in a fresh browser: open_page("/nl/", width=320, dark=True, log_in="dutch-editor")."""
    contexts = []

    def open_(path, *, width=1280, dark=False, log_in=None):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            base_url=base,
            storage_state=logged_in(log_in) if log_in else None,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
