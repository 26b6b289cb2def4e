"""Measures a very large consultation: seconds, queries and memory of the list, the download and the results.

Not a test: it says what it finds. It leaves nothing behind in the database that DATABASE_URL names.

    DATABASE_URL=sqlite:////tmp/measure.sqlite3 python manage.py migrate
    DATABASE_URL=… python manage.py shell -c "from tests.consultations.measure_contributions import measure; measure()"
"""

from collections import deque

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from consultations.results.tallies import results_of
from tests.actions.measure_sheets import measured
from users.models import User

from .bulk import contributions
from .world import opened


def measure(count=100_000, *, with_memory=True):
    """Print a line per step for that many contributions, each with an answer to every kind of question."""
    settings.ALLOWED_HOSTS = ["testserver"]
    with transaction.atomic():
        consultation, sample = opened()
        contributions(consultation, sample, count)
        client = Client()
        client.force_login(User.objects.create(username="measured", is_superuser=True, is_staff=True))
        address = reverse("contributions:index")
        for page in (1, count // 50):
            with measured(f"page {page} of the list of {count} contributions", with_memory):
                assert client.get(address, {"p": page}).status_code == 200
        for kind in ("csv", "xlsx"):
            with measured(f"download as {kind}, with all answers", with_memory):
                response = client.get(address, {"consultation": consultation.pk, "export": kind})
                deque(response.streaming_content if response.streaming else [], maxlen=0)
        with measured("results", with_memory):
            results_of(consultation)
        transaction.set_rollback(True)
