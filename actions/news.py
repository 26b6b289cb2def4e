"""Lets readers see at once what was approved: the log consists of plain rows, which are no records."""

from django.apps import apps
from django.db.models.signals import post_save

from core.shell import raise_content_version

from .models.reports import Evidence, MilestoneReached
from .models.sayings import Saying, SayingTranslation


def connect():
    for model in apps.get_app_config("actions").get_models():
        if issubclass(model, (Saying, SayingTranslation, Evidence, MilestoneReached)):
            post_save.connect(_raise_when_it_counts, sender=model, dispatch_uid="news")


def _raise_when_it_counts(instance, **kwargs):
    if getattr(instance, "state", "approved") == "approved":
        raise_content_version()
