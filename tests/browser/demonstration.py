"""The demonstration, served on a port of its own from a private copy, and the browser that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent.parent
NAMES = ["chromium-headless-shell", "chromium", "chromium-browser"]
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def served_demo(folder, ground=None):
    """The address of a server with the demonstration, and its database in that folder.

    `ground`: a migrated database to begin with, which saves making one.
    """
    database = folder / "demo.sqlite3"
    if ground:
        shutil.copy(ground, database)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "platform_site.settings.dev",
        "DATABASE_URL": f"sqlite:///{database}",
        "DEBUG": "False",
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_MEDIA_ROOT": str(folder / "private"),
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


@contextmanager
def started_chromium():
    expect.set_options(timeout=30_000)  # as patient as its other waits: a machine may be busy
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def log_in(page, name):
    """`page` at the first screen of that person of the demonstration."""
    page.goto("/admin/login/")
    page.click("main summary")
    page.fill("[name=username]", name)
    page.fill("[name=password]", f"demo-{name}")
    with page.expect_navigation():
        page.click("main details [type=submit]")


def act(page, button):
    """Press a button of the menu below Wagtail’s editor of a page."""
    chosen = page.locator(f"button{button}").first  # the menu opens outside the footer
    if not chosen.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    with page.expect_navigation():
        chosen.click()
