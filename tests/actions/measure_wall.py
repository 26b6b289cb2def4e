"""Measures the wall at 100 and at 10,000 pledges of as many organisations, each with two reports and a page.

Not a test: it says what it finds. It leaves nothing behind in the database that DATABASE_URL names.

    DATABASE_URL=sqlite:////tmp/measure.sqlite3 python manage.py migrate
    DATABASE_URL=… python manage.py shell -c "from tests.actions.measure_wall import measure; measure()"
"""

import time
from collections import deque
from datetime import timedelta
from statistics import median

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from actions.models import Commitment, Pledge, PledgeIndexPage, PledgePage, StatusReport
from core.dates import today
from core.models import Sector, Theme
from partners.models import Organisation
from tests.factories import moment
from users.models import User

SIZES = (100, 10_000)
RUNS = 31
ADDRESSES = ["", "?state=active", "?kind=ngo", "?theme={theme}", "?page=3&sort=organisation", "?q=pledge"]


def measure():
    """Print a line per address: queries, and milliseconds of processor cold and warm, at each size."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client, found = Client(), {}
    with transaction.atomic():
        page = PledgeIndexPage.objects.get(locale__language_code="nl")
        number = 0
        for size in SIZES:
            _make(range(number, size), page)
            number = size
            theme = Theme.objects.first().code
            for query in ADDRESSES:
                found[query, size] = _measured(client, page.url + query.format(theme=theme))
            start = time.process_time()
            deque(client.get(f"{page.url}download-csv/").streaming_content, maxlen=0)
            print(f"{size}: whole CSV {time.process_time() - start:.2f} s")  # noqa: T201
        transaction.set_rollback(True)
    for query in ADDRESSES:
        few, many = (found[query, size] for size in SIZES)
        print(  # noqa: T201
            f"{query or '(all)':32} queries {few[0]} / {many[0]}  cold {few[1]:.0f} / {many[1]:.0f} ms"
            f"  warm {few[2]:.1f} / {many[2]:.1f} ms  ratio {many[2] / few[2]:.2f}"
        )


def _measured(client, address):
    """(queries when warm, milliseconds cold, milliseconds warm)"""
    cache.clear()
    cold = _seconds(client, address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries), cold * 1000, median(_seconds(client, address) for _run in range(RUNS)) * 1000


def _seconds(client, address):
    start = time.process_time()
    assert client.get(address).status_code == 200
    return time.process_time() - start


def _make(numbers, index):
    sectors, themes = list(Sector.objects.all()), list(Theme.objects.all())
    kinds, regions = ("company", "federation", "ngo", "academic"), list(Organisation.Region)
    user = User.objects.get_or_create(username="measured")[0]
    organisations = Organisation.objects.bulk_create(
        Organisation(
            code=f"measured-{number}",
            kind=kinds[number % len(kinds)],
            region=regions[number % len(regions)],
            sector=sectors[number % len(sectors)],
            is_public=True,
            **_named(f"Organisatie {number}"),
        )
        for number in numbers
    )
    commitments = Commitment.objects.bulk_create(
        Commitment(
            code=f"measured-{organisation.code}",
            kind="pledge",
            organisation=organisation,
            text_nl=f"Wij beloven iets {organisation.code}",
            text_fr=f"Nous promettons {organisation.code}",
            first_deadline=today() + timedelta(days=organisation.pk % 900 - 100),
            is_public=True,
        )
        for organisation in organisations
    )
    pledges = Pledge.objects.bulk_create(
        Pledge(
            code=f"measured-{number}",
            commitment=commitment,
            announced_on=today() - timedelta(days=number % 1500),
            is_public=True,
            **_named(f"Pledge {number}"),
        )
        for number, commitment in zip(numbers, commitments, strict=True)
    )
    StatusReport.objects.bulk_create(
        (
            _report(commitment, user, number + late)
            for number, commitment in enumerate(commitments)
            for late in (0, 400)
        ),
        batch_size=1_000,
    )
    through = Commitment.themes.through
    through.objects.bulk_create(
        (
            through(commitment=commitment, theme=themes[(number + more) % len(themes)])
            for number, commitment in enumerate(commitments)
            for more in (0, 1)
        ),
        batch_size=1_000,
    )
    _pages(pledges, index)
    cache.clear()


def _named(words):
    return {"name_nl": words, "name_fr": words}


def _report(commitment, user, number):
    day = today() - timedelta(days=number % 1100)
    return StatusReport(
        commitment=commitment,
        status=["in_progress", "in_progress", "completed", "stopped"][number % 4],
        holds_on=day,
        language="nl",
        reason="Er is een begin gemaakt.",
        on_behalf_of=commitment.organisation,
        submitted_by=user,
        submitted_at=moment(day),
        state="approved",
        decided_by=user,
        decided_at=moment(day),
    )


def _pages(pledges, index):
    """Live pages, made as rows: the tree would take minutes."""
    index.refresh_from_db()
    kind = PledgePage(locale=index.locale).content_type
    first = index.numchild + 1
    rows = Page.objects.bulk_create(
        (
            Page(
                path=Page._get_path(index.path, index.depth + 1, first + place),
                depth=index.depth + 1,
                title=pledge.name_nl,
                draft_title=pledge.name_nl,
                slug=pledge.code,
                url_path=f"{index.url_path}{pledge.code}/",
                content_type=kind,
                locale=index.locale,
                live=True,
            )
            for place, pledge in enumerate(pledges)
        ),
        batch_size=1_000,
    )
    for row, pledge in zip(rows, pledges, strict=True):
        page = PledgePage(page_ptr=row, pledge=pledge, language="nl", body=[])
        page.__dict__.update({name: value for name, value in row.__dict__.items() if name != "_state"})
        page.save_base(raw=True)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + len(rows))
