"""The screens for users hold the person's language and service."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.factories import ServiceFactory, UserFactory
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("screen", ["add", "edit"])
def test_the_screen_of_a_user_shows_language_and_service(client, administrator, screen, language):
    administrator.language = language
    administrator.save()
    service = ServiceFactory()
    args = [] if screen == "add" else [UserFactory().pk]

    response = client.get(reverse(f"wagtailusers_users:{screen}", args=args))

    assert response.status_code == 200
    assert 'name="language"' in response.text
    assert 'name="service"' in response.text
    assert getattr(service, f"name_{language}") in response.text


def test_a_new_user_gets_the_language_and_service_that_were_chosen(client, administrator):
    service = ServiceFactory()

    response = client.post(
        reverse("wagtailusers_users:add"),
        {
            "username": "newcomer",
            "email": "newcomer@example.org",
            "first_name": "New",
            "last_name": "Comer",
            "password1": "a-long-pass-phrase",
            "password2": "a-long-pass-phrase",
            "language": "fr",
            "service": service.pk,
            "groups": [Group.objects.first().pk] if Group.objects.exists() else [],
        },
    )

    assert response.status_code == 302
    user = User.objects.get(username="newcomer")
    assert (user.language, user.service) == ("fr", service)
    assert user.wagtail_userprofile.preferred_language == "fr"


def test_a_changed_language_and_service_are_kept(client, administrator):
    user, service = UserFactory(language="nl", first_name="A", last_name="B"), ServiceFactory()

    response = client.post(
        reverse("wagtailusers_users:edit", args=[user.pk]),
        {
            "username": user.username,
            "email": user.email,
            "first_name": "A",
            "last_name": "B",
            "is_active": "on",
            "language": "fr",
            "service": service.pk,
        },
    )

    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.language, user.service) == ("fr", service)


def test_a_person_changes_their_own_name_and_language_at_once(client):
    user = UserFactory(language="nl", is_superuser=True, first_name="A", last_name="B")
    client.force_login(user)

    response = client.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Ann",
            "name_email-last_name": "B",
            "name_email-email": user.email,
            "locale-preferred_language": "fr",
            "locale-current_time_zone": "Europe/Brussels",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )

    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.first_name, user.language) == ("Ann", "fr")
    assert user.wagtail_userprofile.preferred_language == "fr"


@pytest.mark.parametrize("screen", ["add", "edit"])
def test_nobody_is_made_a_superuser_by_a_form(client, administrator, screen):
    user = UserFactory(first_name="A", last_name="B")
    values = {
        "username": "grasper", "email": "grasper@example.org", "first_name": "A", "last_name": "B", "is_active": "on",
        "language": "fr", "is_superuser": "on", "password1": "a-long-pass-phrase", "password2": "a-long-pass-phrase",
    }  # fmt: skip
    args = [] if screen == "add" else [user.pk]
    address = reverse(f"wagtailusers_users:{screen}", args=args)

    assert 'name="is_superuser"' not in client.get(address).text
    response = client.post(address, values)

    assert response.status_code == 302
    assert not User.objects.get(username="grasper").is_superuser
