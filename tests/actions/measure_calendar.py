"""Measures the calendar, its files and the comparisons in the database that DATABASE_URL names; it changes nothing.

Not a test: it says what it finds. Run it on a small database and on a large one and compare the two.

    DATABASE_URL=… python manage.py shell -c "from tests.actions.measure_calendar import measure; measure()"
"""

import time
from statistics import median

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from actions.calendar.addresses import calendar_url
from actions.calendar.index import date_index
from actions.models import ActionPlan, ActionPlanIndexPage, ActionPlanPage
from core.models import Theme
from partners.models import Organisation

RUNS = 21
LANGUAGE = "nl"


def measure():
    """Print a line per address: queries, milliseconds of processor cold and warm, and how many bytes."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    print(f"{len(date_index().days)} dates")  # noqa: T201
    for address in _addresses():
        cache.clear()
        cold = _seconds(client, address)
        with CaptureQueriesContext(connection) as queries:
            size = len(client.get(address).content)
        asked = len(queries)  # before the next request forgets them
        warm = median(_seconds(client, address) for _run in range(RUNS))
        print(f"{asked:3} queries  {cold * 1000:7.0f} / {warm * 1000:6.1f} ms  {size:8} bytes  {address}")  # noqa: T201


def _addresses():
    index = ActionPlanIndexPage.objects.live().get(locale__language_code=LANGUAGE)
    pages = ActionPlanPage.objects.live().filter(language=LANGUAGE, plan__in=ActionPlan.objects.public())
    plan = pages.filter(plan__actions__isnull=False).order_by("-plan__pk").first()
    theme, organisation = Theme.objects.first().code, Organisation.objects.public().last().code
    with override(LANGUAGE):
        calendar, comparison = (index.reverse_subpage(name) for name in ("calendar", "comparison"))
    yield from (f"{index.url}{calendar}{query}" for query in ("", "?past=1&page=2", f"?theme={theme}&kind=deadline"))
    yield f"{index.url}{comparison}"
    yield f"{plan.url}{calendar}"
    yield from (f"{plan.url}{comparison}{query}" for query in ("", "?view=dates", "?view=governments"))
    yield calendar_url("plan", plan.plan.code, LANGUAGE)
    yield calendar_url("theme", theme, LANGUAGE)
    yield calendar_url("organisation", organisation, LANGUAGE)


def _seconds(client, address):
    start = time.process_time()
    assert client.get(address).status_code == 200
    return time.process_time() - start
