"""What readers are told of a page that is there, or changed, without its other language."""

from django.db.models import F
from django.db.models.signals import post_save
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from core import slots
from core.kept import kept
from core.languages import language_codes, language_name, localized_name
from core.models import BasePage
from core.shell import raise_content_version

from .models import Alignment, LanguageException


@slots.provide("page:notice", name="exception", template="editorial/slots/notice.html", queries=0)
def exception_notice(page, language):
    """Costs nothing while what is in force is in the cache, as nearly always."""
    found = kept("exceptions", _notices).get(page.pk) if isinstance(page, BasePage) else None
    return {"text": _in_words(found, language)} if found else None


def _in_words(notice, language):
    reason = notice["reasons"].get(language) or ""
    about = {"day": date_format(notice["until"]), "languages": " + ".join(map(language_name, notice["languages"]))}
    if notice["kind"] == "alone":
        words = _("For now this page is there in %(languages)s only, until %(day)s at the latest.") % about
    elif notice["kind"] == "newer":
        words = _("For now this text is newer than in %(languages)s, until %(day)s at the latest.") % about
    else:
        words = _("For now the text in %(languages)s is newer than this one, until %(day)s at the latest.") % about
    because = _("Reason: %(reason)s") % {"reason": reason}
    return f"{words} {because}" if reason else words


def _notices():
    """{page id: what to say} for the pages of every pair in which an exception of today makes a difference."""
    found = {}
    for exception, pages in _in_force():
        found |= _of_pair(exception, pages)
    return found


def _in_force():
    """Each exception with the live pages of its pair: [(exception, {language: page id})]."""
    exceptions = list(LanguageException.objects.active().annotate(key=F("page__translation_key")))
    pairs = {exception.key: {} for exception in exceptions}
    live = Page.objects.live().filter(translation_key__in=pairs)
    for key, language, page in live.values_list("translation_key", "locale__language_code", "pk"):
        pairs[key][language] = page
    return [(exception, pairs[exception.key]) for exception in exceptions]


def _of_pair(exception, pages):
    known = {
        "until": exception.until,
        "reasons": {code: getattr(exception, localized_name("reason", code)) for code in language_codes()},
    }
    if exception.page_id not in pages.values():
        return {}
    if len(pages) < len(language_codes()):
        said = known | {"kind": "alone", "languages": [code for code in language_codes() if code in pages]}
        return dict.fromkeys(pages.values(), said)
    behind_it = _behind(exception.page_id)
    behind = {language: page for language, page in pages.items() if page in behind_it}
    if not behind:
        return {}
    own = next(language for language, page in pages.items() if page == exception.page_id)
    said = {page: known | {"kind": "older", "languages": [own]} for page in behind.values()}
    return said | {exception.page_id: known | {"kind": "newer", "languages": sorted(behind)}}


def _behind(page):
    """The pages that were not aligned with what is live of that page."""
    others = Page.objects.filter(translation_key__in=Page.objects.filter(pk=page).values("translation_key"))
    live = Page.objects.filter(pk=page).values("live_revision")
    aligned = Alignment.objects.filter(counterpart=page, revision__in=live).values("page")
    return set(others.exclude(pk=page).exclude(pk__in=aligned).values_list("pk", flat=True))


def connect():
    """An alignment ends what readers are told; all else that does raises the version already."""
    post_save.connect(raise_content_version, sender=Alignment, dispatch_uid="notices")
