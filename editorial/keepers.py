"""Revisions that somebody decided on are not written over by autosave."""

from wagtail.models import Page

from core.models import BasePage

from .models import Alignment, Ready


def connect():
    BasePage.revision_keepers.append(is_decided_on)


def is_decided_on(revision):
    return (
        revision.task_states.exists()
        or Ready.objects.filter(revision_id=revision.pk).exists()
        or Alignment.objects.filter(revision_id=revision.pk).exists()
        or Page.objects.filter(live_revision_id=revision.pk).exists()
    )
