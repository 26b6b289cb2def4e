"""Whatever is asked of the API, the answer is one that its description promises."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from .api_world import world

pytestmark = pytest.mark.django_db

# A code may fit the description and still be of nothing: then the answer is 404 or 422, as described.
LEFT_OUT = ["positive_data_acceptance"]
EXAMPLES = {GenerationMode.POSITIVE: 5, GenerationMode.NEGATIVE: 3}


@pytest.fixture
def one_connection():
    """Without Django's own client, the end of a request would close the connection of the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_answer_is_as_described(site, one_connection):
    found = world()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    excluded = [CHECKS.get_one(name) for name in LEFT_OUT]
    asked = 0
    for operation in (result.ok() for result in schema.get_all_operations()):
        asked += 1
        code = found.codes.get(operation.path.split("/")[-2])
        for mode, number in EXAMPLES.items():
            _ask(operation, mode, number, excluded)
        if "{code}" in operation.path:
            operation.Case(path_parameters={"code": code}).call_and_validate(excluded_checks=excluded)
    assert asked == 33


def _ask(operation, mode, number, excluded):
    if mode == GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters):
        return

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        case.call_and_validate(excluded_checks=excluded)

    ask()
