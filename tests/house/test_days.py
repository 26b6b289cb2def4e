"""A day is a day in Brussels: late in the evening, that of a moment as the database gives it is another one."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.dates import day_of

ROOT = Path(__file__).parent.parent.parent
APPS = ["users", "core", "editorial", "partners", "actions", "consultations", "search", "follow", "opendata", "home"]
SHORT_CUT = re.compile(r"\w+_at\.date\(\)|now\(\)\.date\(\)|date\.today\(\)")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (None, None),
    ],
)
def test_the_day_of_a_moment_is_the_one_in_brussels(moment, day):
    assert day_of(moment) == day


def test_nobody_takes_the_day_of_a_moment_by_a_short_cut():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        for match in SHORT_CUT.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []
