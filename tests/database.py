"""What a test needs of the database beyond Django's own: a first site, an empty state after a flush, query counts."""

from contextlib import contextmanager

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, Locale, Page

from core import append_only, vocabulary_files
from home.foundation import lay_foundation


def lay_ground():
    """Have the vocabularies, home pages, lists and roles, also after a flush took away what migrations made."""
    if not Page.objects.exists():
        Locale.objects.get_or_create(language_code="nl")
        Page.add_root(instance=Page(title="Root", slug="root"))
        Collection.add_root(name="Root")
    with transaction.atomic():
        list(vocabulary_files.load())
        lay_foundation()


def drop_guards():
    """Take away the append-only triggers, which would refuse the flush after a transactional test on SQLite."""
    with connection.cursor() as cursor:
        for guard in append_only._guards:
            for drop, _create in guard.statements(connection.vendor):
                cursor.execute(drop)


def keep_ground_after_flush():
    """Let every transactional test end with guards in place and the ground laid again, whatever comes next."""
    flush = TransactionTestCase._fixture_teardown
    rights = [(*right.natural_key(), right.name) for right in Permission.objects.select_related("content_type")]

    def teardown(self):
        drop_guards()
        flush(self)  # emits post_migrate, which lays the triggers again
        for codename, app_label, model, name in rights:  # some are made by migrations only
            kind = ContentType.objects.get_by_natural_key(app_label, model)
            Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
        lay_ground()

    TransactionTestCase._fixture_teardown = teardown


@contextmanager
def rolled_back():
    """Undo what happens inside: one example of hypothesis leaves nothing for the next, nor in the cache."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Queries(CaptureQueriesContext):
    """Counts the queries inside; a failing comparison shows them."""

    def __init__(self):
        super().__init__(connection)

    def __repr__(self):
        return f"{len(self)} queries:\n" + "\n".join(query["sql"][:300] for query in self.captured_queries)

    def at_most(self, number):
        return len(self) <= number
