"""Measures the page of a plan, the overview of plans and the front page on a database with many of them.

Not a test: it says what it finds and changes nothing. Run it once for each size, and compare:

    DATABASE_URL=sqlite:////tmp/many.sqlite3 python -m tests.actions.measure_plans
"""

import os
import time
from statistics import median

RUNS = 31
QUERIES = ["", "?status=late", "?on=2025-06-30", "?changed=quarter"]


def measure():
    """Print a line per address: queries when warm, milliseconds of processor cold and warm, kilobytes."""
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connection
    from django.db.models import Count
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from actions.models import ActionPlanIndexPage, ActionPlanPage

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()

    def seconds(address):
        start = time.process_time()
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return time.process_time() - start, len(response.content)

    plans = ActionPlanPage.objects.live().filter(language="nl").annotate(number=Count("plan__actions__commitments"))
    largest = plans.order_by("-number").first()
    overview = ActionPlanIndexPage.objects.get(locale__language_code="nl").url
    addresses = [f"{largest.url}{query}" for query in QUERIES]
    for address in ["/nl/", overview, f"{overview}?phase=running&page=2", *addresses]:
        cache.clear()
        cold, size = seconds(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
            number = len(queries)
        warm = median(seconds(address)[0] for _run in range(RUNS))
        print(  # noqa: T201
            f"{address:75} queries {number:2}  cold {cold * 1000:6.0f} ms  warm {warm * 1000:6.1f} ms"
            f"  {size / 1000:.0f} kB"
        )
    print(f"{largest.number} commitments in the largest plan")  # noqa: T201


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "platform_site.settings.dev")
    django.setup()
    measure()
