"""Random editors, some sequences in every run; `make night` tries thousands, other ones each time."""

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.editorial.machine import Editors

NIGHT = int(os.environ.get("NIGHT_SEQUENCES", "0"))
A_FEW = 50 if connection.vendor == "postgresql" else 10  # its trigger watches after each step
SEQUENCES = settings(
    max_examples=NIGHT or A_FEW,
    stateful_step_count=30 if NIGHT else 15,
    derandomize=not NIGHT,
    phases=[Phase.generate, Phase.shrink] if NIGHT else [Phase.generate],  # to shrink a failure takes minutes
    print_blob=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
def test_whatever_editors_do_the_invariants_hold(site):
    Editors.make_the_world()

    run_state_machine_as_test(Editors, settings=SEQUENCES)
