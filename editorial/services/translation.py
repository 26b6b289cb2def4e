"""Starting the page of another language from one that is there."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core.languages import language_codes, language_name
from editorial.journal import note
from editorial.models import Pair
from editorial.refusals import PublicationRefused

from .alignment import alignment_record


@transaction.atomic
def translation_start(*, page, language, by):
    """Make the page in that language as a draft in the ordinary editor, filled in from the latest text of this one."""
    Pair.objects.locked(page)
    if language not in language_codes() or language == page.locale.language_code:
        raise PublicationRefused(_("There is no such language to translate into."))
    locale = Locale.objects.get(language_code=language)
    if page.get_translations().filter(locale=locale).exists():
        raise PublicationRefused(_("That page exists already."))
    above = page.get_parent()
    parent = above if above.is_root() else above.get_translation_or_none(locale)
    if parent is None or parent.alias_of_id:
        raise PublicationRefused(
            _("First the page above it: “%(page)s” does not exist in %(language)s yet.")
            % {"page": above.title, "language": language_name(language)}
        )
    Page.objects.select_for_update().get(pk=parent.pk)  # two additions under one parent would get the same path
    counterpart = page.get_latest_revision_as_object().copy_for_translation(locale)
    revision = page.get_latest_revision()
    if revision:
        alignment_record(page=counterpart, counterpart=page, by=by, revision=revision)
    note(counterpart, "editorial.translate", by, counterpart.latest_revision, source=page.pk)
    return counterpart.specific
