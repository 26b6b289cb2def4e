"""Measures the directory with few and very many organisations: milliseconds of processor and queries, when warm.

Not a test: it says what it finds. It leaves nothing behind in the database that DATABASE_URL names.

    DATABASE_URL=sqlite:////tmp/measure.sqlite3 python manage.py migrate
    DATABASE_URL=… python manage.py shell -c "from tests.partners.measure_directory import measure; measure()"
"""

import time

from django.conf import settings
from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from partners.models import PartnerIndexPage

from .many import organisations

PAGES = {
    "the whole list": "",
    "its last page": "?page=99999",
    "newest first": "?sort=newest",
    "one facet": "?kind=company",
    "four facets": "?kind=company&kind=ngo&region=flanders&size=large&status=current&goal=8",
    "search": "?q=vereniging",
    "search and facets": "?q=vereniging&region=flanders",
    "search that finds nothing": "?q=xyzzy",
    "a number": "?q=BE+0800.000.174",
    "a place": "?place=flanders.9000",
    "by place": "by-place/",
    "towns of a region": "by-place/?region=flanders",
    "from A to Z": "a-z/",
    "one letter": "a-z/?letter=v",
}
TIMES = 15


def measure(few=100, many=10_000, language="nl", times=TIMES):
    """Print a line per page: its cost with few and with many organisations, and how much more that is."""
    settings.ALLOWED_HOSTS = ["testserver"]
    found = {}
    for number in (few, many):
        with transaction.atomic():
            organisations(number)
            found[number] = _costs(language, times)
            transaction.set_rollback(True)
        cache.clear()
    print(f"{'page':28}{few:>10} ms{many:>10} ms{'times':>8}{'queries':>10}")  # noqa: T201
    for name in PAGES:
        (small, _few_queries), (large, queries) = found[few][name], found[many][name]
        print(f"{name:28}{small:13.1f}{large:13.1f}{large / small:8.2f}{queries:10}")  # noqa: T201
    return found


def _costs(language, times):
    """{page: (milliseconds, queries)}: the fastest of so many, which other work disturbs least."""
    cache.clear()
    with translation.override(language):
        page = PartnerIndexPage.objects.get(locale__language_code=language)
        by_place = page.specific.reverse_subpage("by_place").lstrip("/")
        address = page.url
    client, found = Client(), {}
    for name, end in PAGES.items():
        url = address + end.replace("by-place/", by_place)
        start = time.process_time()
        assert client.get(url).status_code == 200, url
        cold = time.process_time() - start
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        number = len(queries)
        taken = []
        for _time in range(times):
            start = time.process_time()
            client.get(url)
            taken.append(1000 * (time.process_time() - start))
        if not found:
            print(f"the first reader of a version waits {1000 * cold:.0f} ms")  # noqa: T201
        found[name] = (min(taken), number)
    return found
