"""Measures the list of actions and the matrix: milliseconds of processor and queries, when warm.

Not a test: it says what it finds about the database that DATABASE_URL names, and changes nothing in it. Run it for one
with few and for one with very many rows, and compare.

    DATABASE_URL=… python manage.py shell -c "from tests.actions.measure_actions import measure; measure()"
"""

import time

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from actions.models import ActionIndexPage, ActionPlanIndexPage

LIST = {
    "the whole list": "",
    "its last page": "?page=99999",
    "by name": "?sort=name",
    "one facet": "?status=late",
    "four facets": "?status=late&status=in_progress&government=federal&theme=human-rights&goal=8",
    "search": "?q=actie",
    "search and facets": "?q=actie&status=late",
}
MATRIX = {
    "themes by plans": "",
    "goals by governments": "?rows=goals&columns=governments",
    "goals by organisations": "?rows=goals&columns=organisations",
    "the same, commitments": "?rows=goals&columns=organisations&count=commitments",
    "principles by groups": "?rows=principles&columns=groups",
    "as a file": "?rows=goals&columns=governments&download=csv",
}
TIMES = 15


def measure(language="nl", times=TIMES):
    """Print a line per page: milliseconds of processor and queries; {page: milliseconds}."""
    settings.ALLOWED_HOSTS = ["testserver"]
    with translation.override(language):
        actions = ActionIndexPage.objects.get(locale__language_code=language)
        plans = ActionPlanIndexPage.objects.get(locale__language_code=language)
        matrix = f"{plans.url}{plans.reverse_subpage('coverage').lstrip('/')}"
        addresses = {name: f"{actions.url}{query}" for name, query in LIST.items()}
        addresses |= {name: f"{matrix}{query}" for name, query in MATRIX.items()}
    cache.clear()
    return {name: _cost(name, url, times) for name, url in addresses.items()}


def _cost(name, url, times):
    """The fastest of so many, which other work disturbs least."""
    client = Client()
    cold = _taken(client, url)
    with CaptureQueriesContext(connection) as queries:
        _taken(client, url)
        number = len(queries)
    warm = min(_taken(client, url) for _time in range(times))
    print(f"{name:28}{warm:10.1f} ms{number:6} queries, first reader {cold:.0f} ms")  # noqa: T201
    return warm


def _taken(client, url):
    start = time.process_time()
    response = client.get(url)
    assert response.status_code == 200, url
    if response.streaming:
        list(response.streaming_content)
    return 1000 * (time.process_time() - start)
