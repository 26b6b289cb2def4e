"""What becomes of a record when its page is copied: a translation is about the same one, a plain copy about none."""

from wagtail.signals import copy_for_translation_done

from .models import RecordPage


def connect():
    copy_for_translation_done.connect(give_the_record_to_a_translation)


def give_the_record_to_a_translation(source_obj, target_obj, **kwargs):
    """Unless the record has a page in that language already, which the database allows only once."""
    page = target_obj.specific
    if not isinstance(page, RecordPage) or page.record_id:
        return
    record = source_obj.specific.record
    if record is None or page.language not in page.missing_languages(record):
        return
    setattr(page, page.record_name, record)
    page.save(clean=False, update_fields=[page.record_name])
    revision = page.latest_revision
    revision.content[page.record_name] = record.pk
    revision.save(update_fields=["content"])
