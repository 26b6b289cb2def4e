import gc
import shutil

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from wagtail.models import Site

from home.models import HomePage

from . import factories
from .database import keep_ground_after_flush, lay_ground

# What a test leaves behind is looked for less often than Python would: that took a tenth of the suite.
gc.set_threshold(100_000, 50, 100)

# The same examples in every run: a failure can be repeated, and no run is unlucky.
hypothesis_settings.register_profile(
    "platform",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.load_profile("platform")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, media_folder):
    """A database with a site in it; each test rolls back to there."""
    with django_db_blocker.unblock():
        lay_ground()
        keep_ground_after_flush()
    cache.clear()


@pytest.fixture(scope="session")
def ground(request, tmp_path_factory):
    """A copy of the database with nothing in it but a site, for who serves one of their own.

    None on PostgreSQL, and in a run in which no test needs a database.
    """
    needed = any(item.get_closest_marker("django_db") for item in request.session.items)
    if connection.vendor != "sqlite" or not needed:
        return None
    request.getfixturevalue("django_db_setup")
    copy = tmp_path_factory.mktemp("ground") / "ground.sqlite3"
    with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return copy


@pytest.fixture(scope="session")
def media_folder(tmp_path_factory, django_test_environment):
    """Files of tests stand outside the project and go away."""
    folder = tmp_path_factory.mktemp("media")
    settings.MEDIA_ROOT = str(folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def fresh_start():
    """The language of one test and what it put in the cache do not reach the next."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.deactivate()
    cache.clear()


@pytest.fixture
def site(db):
    """The site with its home pages, lists, vocabularies, roles and workflow."""
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def homes(site):
    """The home page of each language: {language code: page}."""
    return {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}


@pytest.fixture
def person(site):
    """Makes somebody in a role of editorial/roles.toml: person("plan-coordinator", government=...)."""
    return factories.person_in_role


@pytest.fixture
def indexed(settings):
    """For tests that search: what is saved is found at once; see `platform_site.settings.idle_tasks`."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def lone_pages(db):
    """For tests of something else: a page may be live in one language, which PostgreSQL would refuse at the end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name in ("made", "changed"):
                cursor.execute(f"ALTER TABLE wagtailcore_page DISABLE TRIGGER editorial_live_together_{name}")
