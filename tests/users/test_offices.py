"""Who works for which government decides whose reports they may approve."""

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.translation import override

from tests.factories import GovernmentFactory, ServiceFactory, UserFactory
from users.models import Government

pytestmark = pytest.mark.django_db


def test_a_person_works_for_the_government_of_their_service():
    government = GovernmentFactory()
    user = UserFactory(service=ServiceFactory(government=government))

    assert user.works_for(government.pk)


def test_a_person_does_not_work_for_another_government():
    user = UserFactory(service=ServiceFactory())

    assert not user.works_for(GovernmentFactory().pk)


@pytest.mark.parametrize("government", [None, 0])
def test_nobody_works_for_no_government(government):
    assert not UserFactory(service=ServiceFactory()).works_for(government)


def test_a_person_without_a_service_works_for_no_government():
    assert not UserFactory(service=None).works_for(GovernmentFactory().pk)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_government_and_a_service_are_named_in_the_language_of_the_reader(language):
    government, service = GovernmentFactory(), ServiceFactory()

    with override(language):
        assert str(government) == getattr(government, f"name_{language}")
        assert str(service) == getattr(service, f"name_{language}")


def test_a_name_never_falls_back_on_the_other_language():
    government = Government(code="somewhere", name_nl="Ergens", name_fr="")

    with override("fr"):
        assert str(government) == "somewhere"


def test_a_government_with_services_and_a_service_with_people_stay():
    user = UserFactory(service=ServiceFactory())

    with pytest.raises(ProtectedError):
        user.service.government.delete()
    with pytest.raises(ProtectedError):
        user.service.delete()


def test_two_governments_never_share_a_code():
    GovernmentFactory(code="federal")

    with pytest.raises(IntegrityError):
        GovernmentFactory(code="federal")
