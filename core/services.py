"""Changes of records and their pages."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page


@transaction.atomic
def record_create(*, record, user=None):
    """Save a new record and make its draft pages in every language."""
    record.full_clean()
    record.save()
    record.save_revision(user=user)
    record_create_pages(record=record, user=user)
    return record


@transaction.atomic
def record_create_pages(*, record, user=None):
    """Make the draft pages that a record still lacks, titled from the record; return them.

    A language without a place for them (no index page yet) is left out; call this again when it is there.
    """
    pages = record.pages_by_language()
    siblings = next(iter(pages.values()), None)
    made = []
    for language, parent in record.parents_of_pages().items():
        if language in pages:
            continue
        # One at a time under a parent: two simultaneous additions would get the same tree path.
        Page.objects.select_for_update().get(pk=parent.pk)
        parent.refresh_from_db()
        model = record.page_model()
        title = record.name_in(language) or record.code
        page = model(
            title=title,
            slug=find_available_slug(parent, slugify(title) or record.code),
            locale=parent.locale,
            language=language,
            live=False,
            owner=user,
            **{model.record_name: record},
        )
        if siblings:
            page.translation_key = siblings.translation_key
        parent.add_child(instance=page)
        page.save_revision(user=user, changed=False)
        siblings = siblings or page
        made.append(page)
    return made


def record_archive(*, record):
    """Take a record out of every public list; its history stays."""
    record.archived_at = timezone.now()
    record.is_public = False
    record.save(update_fields=["archived_at", "is_public", "updated_at"])


def record_restore(*, record):
    """Bring an archived record back, not yet public."""
    record.archived_at = None
    record.save(update_fields=["archived_at", "updated_at"])
