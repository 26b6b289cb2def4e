"""Measures the spreadsheet of a very large plan: seconds, queries and memory, of the export and of a dry run.

Not a test: it says what it finds. It leaves nothing behind in the database that DATABASE_URL names.

    DATABASE_URL=sqlite:////tmp/measure.sqlite3 python manage.py migrate
    DATABASE_URL=… python manage.py shell -c "from tests.actions.measure_sheets import measure; measure()"
"""

import resource
import time
import tracemalloc
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from actions.models import Action, ActionPlan, Commitment, Evidence, StatusReport, StatusReportTranslation
from actions.sheets.importing import dry_run
from actions.sheets.writing import plan_workbook
from core.dates import today
from partners.models import Organisation
from tests.factories import moment
from users.models import Government, User

REASON = "Het werk loopt volgens plan; de dienst legde de tekst voor aan de partners en verwerkte hun opmerkingen. "


def measure(commitments=5_000, reports=50_000, *, with_memory=True):
    """Print a line per step for a plan of that size."""
    with transaction.atomic():
        plan, user = _made(commitments, reports)
        with measured(f"export of {commitments} commitments with {reports} reports", with_memory):
            file = plan_workbook(plan)
        file.seek(0, 2)
        print(f"  file: {file.tell() / 1e6:.1f} MB")  # noqa: T201
        with measured("dry run of the same file", with_memory), file:
            difference = dry_run(file=file, plan=plan, user=user)
        print(f"  {len(difference.rows)} rows differ, {len(difference.problems)} problems")  # noqa: T201
        transaction.set_rollback(True)


@contextmanager
def measured(words, with_memory):
    """Memory by tracemalloc slows Python down: the seconds are worth something without it."""
    if with_memory:
        tracemalloc.start()
    start = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        yield
    seconds = time.process_time() - start
    memory = f"{tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB of Python objects at most" if with_memory else ""
    tracemalloc.stop()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{words}: {seconds:.1f} s of processor, {len(queries)} queries, {memory}, process {most:.0f} MB")  # noqa: T201


def _made(commitments, reports):
    government = Government.objects.create(code="measured", name_nl="Gemeten", name_fr="Mesuré")
    names = {"name_nl": "Gemeten", "name_fr": "Mesuré"}
    user = User.objects.create(username="measured", is_superuser=True)
    organisation = Organisation.objects.create(code="measured", kind="federal", government=government, **names)
    plan = ActionPlan.objects.create(code="measured", kind="csr", **names)
    actions = Action.objects.bulk_create(
        Action(code=f"measured-{number}", plan=plan, number=number, **names) for number in range(1, 101)
    )
    rows = Commitment.objects.bulk_create(
        Commitment(
            code=f"measured-{number % 100 + 1}-{number}",
            action=actions[number % 100],
            organisation=organisation,
            text_nl=f"{REASON}{number}",
            text_fr=f"{REASON}{number}",
            first_deadline=today(),
        )
        for number in range(commitments)
    )
    said = StatusReport.objects.bulk_create(
        (_report(rows[number % commitments], user, number) for number in range(reports)), batch_size=1_000
    )
    StatusReportTranslation.objects.bulk_create(
        (
            StatusReportTranslation(report=report, language="fr", reason=REASON, translated_by=user)
            for report in said[::2]
        ),
        batch_size=1_000,
    )
    Evidence.objects.bulk_create(
        (Evidence(report=report, url="https://example.org/report") for report in said[::5]), batch_size=1_000
    )
    return plan, user


def _report(commitment, user, number):
    day = today() - timedelta(days=number % 700)
    return StatusReport(
        commitment=commitment,
        status="in_progress",
        holds_on=day,
        language="nl",
        reason=f"{REASON}{number}",
        on_behalf_of=commitment.organisation,
        submitted_by=user,
        submitted_at=moment(day),
        state="approved",
        decided_by=user,
        decided_at=moment(day),
    )
