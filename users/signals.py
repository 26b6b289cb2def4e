"""One language per person: Wagtail keeps the administration's in a profile of its own, so both follow each other."""

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from .models import User


@receiver(post_save, sender=User)
def profile_follows_user(instance, raw, update_fields, **kwargs):
    if not raw and (update_fields is None or "language" in update_fields):
        UserProfile.objects.update_or_create(user=instance, defaults={"preferred_language": instance.language})


@receiver(post_save, sender=UserProfile)
def user_follows_profile(instance, raw, **kwargs):
    if not raw and instance.preferred_language in dict(settings.LANGUAGES):
        User.objects.filter(pk=instance.user_id).update(language=instance.preferred_language)
