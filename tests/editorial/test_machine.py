"""Random editors, a few dozen sequences in every run; `make night` tries thousands, other ones each time."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.editorial.machine import Editors

NIGHT = int(os.environ.get("NIGHT_SEQUENCES", "0"))
SEQUENCES = settings(
    max_examples=NIGHT or 50,
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
