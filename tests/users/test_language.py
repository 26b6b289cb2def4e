"""A person has one language, whether it is set on the user or in Wagtail's own profile."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from tests.factories import UserFactory
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_profile_follows_the_user(language):
    user = UserFactory(language=language)

    assert UserProfile.get_for_user(user).preferred_language == language


@pytest.mark.parametrize(("before", "after"), [("nl", "fr"), ("fr", "nl")])
def test_the_profile_follows_a_later_change_of_the_user(before, after):
    user = UserFactory(language=before)

    user.language = after
    user.save()

    assert UserProfile.get_for_user(user).preferred_language == after


@pytest.mark.parametrize(("before", "after"), [("nl", "fr"), ("fr", "nl")])
def test_the_user_follows_the_profile(before, after):
    user = UserFactory(language=before)

    profile = UserProfile.get_for_user(user)
    profile.preferred_language = after
    profile.save()

    assert User.objects.get(pk=user.pk).language == after


@pytest.mark.parametrize("unknown", ["", "en"])
def test_the_user_keeps_their_language_when_the_profile_names_none_of_ours(unknown):
    user = UserFactory(language="fr")

    profile = UserProfile.get_for_user(user)
    profile.preferred_language = unknown
    profile.save()

    assert User.objects.get(pk=user.pk).language == "fr"


def test_a_log_in_that_began_before_the_change_does_not_undo_it():
    user = UserFactory(language="nl")
    logged_in = User.objects.get(pk=user.pk)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "fr"
    profile.save()

    logged_in.last_login = timezone.now()
    logged_in.save(update_fields=["last_login"])

    assert User.objects.get(pk=user.pk).language == "fr"
    assert UserProfile.objects.get(user=user).preferred_language == "fr"


def test_a_language_that_the_site_does_not_speak_is_refused():
    user = UserFactory.build(language="en", password="x")

    with pytest.raises(ValidationError, match="en"):
        user.full_clean()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_administration_speaks_the_language_of_the_person(client, language):
    user = UserFactory(language=language, is_superuser=True)
    client.force_login(user)

    response = client.get(reverse("wagtailadmin_home"))

    assert response.status_code == 200
    assert f'lang="{language}"' in response.text
