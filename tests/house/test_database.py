"""The tests run on the database that they were asked to run on."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for():
    wanted = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"

    assert connection.vendor == wanted
