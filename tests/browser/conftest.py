"""A real browser on the demonstration, served as its readers get it."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    """Everything in this folder needs a browser and shares one server: one process runs it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium found"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The address and database of a server with the demonstration, on a port of its own."""
    database = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "platform_site.settings.dev",
        "DATABASE_URL": f"sqlite:///{database}",
        "DEBUG": "False",
        "MEDIA_ROOT": str(database.parent / "media"),
    }

    def manage(*arguments):
        return [sys.executable, str(PROJECT / "manage.py"), *arguments]

    for command in ("migrate", "load_demo"):
        subprocess.run(manage(command, "--verbosity=0"), env=environment, check=True, stdout=subprocess.DEVNULL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        manage("runserver", f"127.0.0.1:{port}", "--noreload", "--insecure"),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(address, server)
        yield address, database
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address, server):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped by itself"
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not answer within a minute")


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
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, base):
    """Opens an address in a fresh browser: open_page("/nl/", width=320, dark=True)."""
    contexts = []

    def open_(path, *, width=1280, dark=False, log_in=None):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", base_url=base
        )
        contexts.append(context)
        page = context.new_page()
        if log_in:
            page.goto("/admin/login/")
            page.fill("[name=username]", log_in)
            page.fill("[name=password]", f"demo-{log_in}")
            page.click("[type=submit]")
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
