"""A public record is complete in every language: the database itself sees to it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from core.services import record_archive, record_restore
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GroupFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

RECORDS = [
    (OrganisationFactory, "name"),
    (GroupFactory, "name"),
    (ActionPlanFactory, "name"),
    (ActionFactory, "name"),
    (CommitmentFactory, "text"),
]
NAMED = [factory for factory, field in RECORDS if field == "name"]


@pytest.mark.parametrize("empty", ["", None])
@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(("factory", "field"), RECORDS)
def test_the_database_refuses_a_public_record_without_its_text_in_a_language(factory, field, language, empty):
    record = factory()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**{f"{field}_{language}": empty})


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(("factory", "field"), RECORDS)
def test_the_database_refuses_to_make_an_incomplete_record_public(factory, field, language):
    record = factory(is_public=False, **{f"{field}_{language}": ""})

    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(is_public=True)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(("factory", "field"), RECORDS)
def test_an_incomplete_record_may_wait_unseen(factory, field, language):
    record = factory(is_public=False, **{f"{field}_{language}": ""})

    assert not type(record).objects.public().filter(pk=record.pk).exists()


@pytest.mark.parametrize(("factory", "field"), RECORDS)
def test_an_archived_record_is_in_no_public_list_until_it_is_restored_and_made_public(factory, field):
    record = factory()
    public = type(record).objects.public()

    record_archive(record=record)
    assert record.is_archived
    assert not public.filter(pk=record.pk).exists()

    record_restore(record=record)
    assert not record.is_archived
    assert not public.filter(pk=record.pk).exists()


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("factory", NAMED)
def test_a_record_is_named_in_the_language_of_the_reader_and_never_in_another(factory, language):
    other = {"nl": "fr", "fr": "nl"}[language]
    record = factory(is_public=False, **{f"name_{language}": "", f"name_{other}": "Elders"})

    assert record.name_in(language) == ""
    assert record.name_in(other) == "Elders"
    with override(language):
        assert str(record) == record.code


def test_a_code_is_made_from_the_name_and_never_repeated():
    first = OrganisationFactory.build(code="", name_nl="Voorbeeld vzw")
    first.full_clean()
    first.save()

    assert first.code == "voorbeeld-vzw"
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(code="voorbeeld-vzw")


@pytest.mark.parametrize("name", ["x" * 201, ""])
def test_a_name_that_is_too_long_or_empty_is_refused_in_words(name):
    organisation = OrganisationFactory.build(code="x", name_nl=name)

    with pytest.raises(ValidationError) as raised:
        organisation.full_clean()

    assert raised.value.message_dict["name_nl"]


@pytest.mark.parametrize(("factory", "field"), RECORDS)
def test_a_record_knows_since_when_everybody_could_see_it(factory, field):
    record = factory(is_public=False)
    assert record.shown_since is None

    record.is_public = True
    record.save(update_fields=["is_public"])
    shown = type(record).objects.get(pk=record.pk).shown_since
    assert shown is not None

    record_archive(record=record)
    record_restore(record=record)
    record.is_public, record.shown_since = True, None  # as an older version of it says
    record.save()
    assert type(record).objects.get(pk=record.pk).shown_since == shown
