"""Columns of a union stay in their order; the work-around goes once the library keeps them by itself."""

import pytest
from django.db.models import Value
from modeltranslation.manager import append_fallback

from core.union_columns import columns
from partners.models import Organisation
from tests.factories import OrganisationFactory

NAMES = ("what", "pk", "code", "kind")


@pytest.mark.django_db
def test_the_columns_of_the_query_stand_as_they_were_asked(site):
    one = OrganisationFactory(code="one", kind="ngo")
    rows = Organisation.objects.filter(pk=one.pk).annotate(what=Value("one")).order_by()

    assert list(columns(rows, *NAMES).query.selected) == list(NAMES)
    assert list(columns(rows, *NAMES).union(columns(rows, *NAMES), all=True)) == [("one", one.pk, "one", "ngo")] * 2


def test_the_library_still_shuffles_columns():
    """When this fails, core.union_columns is no longer needed: use values_list."""
    names, _translated = append_fallback(Organisation, ("code", "kind"))

    assert isinstance(names, set)
