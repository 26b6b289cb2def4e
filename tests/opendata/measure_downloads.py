"""Measures the downloads: seconds of processor, size, and the most memory that each takes.

Not a test: it says what it finds, of the database that DATABASE_URL names.

    DATABASE_URL=… python manage.py shell -c "from tests.opendata.measure_downloads import measure; measure()"
"""

import time
import tracemalloc

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.dates import add_months, today
from opendata.downloads.dataset import sizes_of
from opendata.downloads.datasets import DATASETS
from opendata.downloads.views import FORMATS


def measure(codes=(), kinds=tuple(FORMATS), traced=True):
    """Print a line for each data set and format; `codes`: only those."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DEBUG = False
    cache.clear()
    sizes = sizes_of(DATASETS)
    print(f"{'file':32}{'rows':>9}{'seconds':>9}{'first':>8}{'MB':>8}{'queries':>9}{'peak MB':>9}")  # noqa: T201
    for dataset in DATASETS:
        for kind in kinds if not codes or dataset.code in codes else ():
            _one(f"/data/{dataset.code}.{kind}", sizes[dataset.code].rows, traced)
    day = add_months(today(), -12)
    _one(f"/data/commitments.csv?on={day}", sizes["commitments"].rows, traced)


def _one(address, rows, traced):
    seconds, first, size, _peak = _read(address)
    with CaptureQueriesContext(connection) as queries:
        number = None if rows > 5_000 else (_read(address), len(queries))[1]
    peak = _read(address, traced=True)[3] / 1e6 if traced else 0
    line = f"{address.removeprefix('/data/'):32}{rows:9}{seconds:9.2f}{first:8.2f}{size / 1e6:8.2f}{number or '-':>9}"
    print(f"{line}{peak:9.1f}", flush=True)  # noqa: T201


def _read(address, traced=False):
    """(seconds until the end, seconds until the first piece, bytes, the most memory in use)."""
    if traced:
        tracemalloc.start()
    start, first, size = time.process_time(), None, 0
    for piece in Client().get(address).streaming_content:
        first = first or time.process_time() - start
        size += len(piece)
    seconds = time.process_time() - start
    peak = tracemalloc.get_traced_memory()[1] if traced else 0
    if traced:
        tracemalloc.stop()
    return seconds, first or 0, size, peak
