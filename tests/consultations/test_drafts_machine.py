"""Random respondents, some sequences in every run; `make night` tries thousands, other ones each time."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.consultations.drafts_machine import Writer

NIGHT = int(os.environ.get("NIGHT_SEQUENCES", "0"))
SEQUENCES = settings(
    max_examples=NIGHT or 40,
    stateful_step_count=30,
    derandomize=not NIGHT,
    phases=[Phase.generate, Phase.shrink] if NIGHT else [Phase.generate],  # to shrink a failure takes minutes
    print_blob=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
def test_whatever_somebody_does_while_answering_nothing_is_lost():
    run_state_machine_as_test(Writer, settings=SEQUENCES)
