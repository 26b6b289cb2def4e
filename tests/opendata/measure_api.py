"""Measures the lists of the API in the database that DATABASE_URL names; it changes nothing there.

Not a test: it says what it finds. Run it on a small and on a large database and compare.

    DATABASE_URL=… python manage.py shell -c "from tests.opendata.measure_api import measure; measure()"
"""

import time
from statistics import median

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

RUNS = 9
ADDRESSES = [
    "plans", "actions", "actions?theme=environment", "commitments", "commitments?standing=late",
    "commitments?standing=late&on=2026-01-01", "reports", "reports?changed_since=2026-01-01", "pledges",
    "pledges?state=active", "organisations", "organisations?q=a", "governments", "groups", "indicators",
    "recommendations", "consultations", "themes", "codes", "changes",
]  # fmt: skip


def measure():
    """Print a line per address: queries and milliseconds of processor, with nothing kept and with what is kept."""
    settings.ALLOWED_HOSTS, client = ["testserver"], Client()
    client.get("/api/v1/openapi.json")
    for address in ADDRESSES:
        url = f"/api/v1/{address}"
        cache.clear()
        cold = _milliseconds(client, url)
        warm = median(_milliseconds(client, url) for _run in range(RUNS))
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        print(f"{address:45} queries {len(queries):2}  cold {cold:5.0f} ms  warm {warm:5.1f} ms")  # noqa: T201


def _milliseconds(client, url):
    start = time.process_time()
    client.get(url)
    return (time.process_time() - start) * 1000
