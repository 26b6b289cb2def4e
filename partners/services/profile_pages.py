"""The words of an accepted profile become drafts of the organisation's pages, in the editors' ordinary work."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from core.languages import language_codes, language_name
from core.services import record_create_pages
from editorial.content_checks import errors_of
from editorial.services.alignment import alignment_record
from partners.profile.contents import was_edited, word_names
from partners.profile.plain_text import body_with, text_of

from .profile_translation import translation_ask


def pages_check(submission, languages, decided, by):
    """What stands in the way of writing in those languages: [sentence]. `decided`: languages a moderator settled."""
    pages = submission.organisation.pages_by_language()
    found = [(code, _why_not(pages.get(code), submission, code in decided, by)) for code in languages]
    return [sentence.format(language=language_name(code)) for code, sentence in found if sentence]


def _why_not(page, submission, is_decided, by):
    if page is None:
        return ""
    page = page.specific
    lock = page.get_lock()
    if page.workflow_in_progress:
        return _("The page in {language} is in review: its editors have to approve or return it first.")
    if page.approved_schedule:
        return _("The page in {language} goes live by itself soon: that has to happen, or be cancelled, first.")
    if lock and lock.for_user(by):
        return _("The page in {language} is locked: whoever locked it has to unlock it first.")
    if is_decided or not was_edited(submission, page.language, page.latest_revision_id):
        return ""
    return _(
        "Since this was written, an editor changed the page in {language}. Both texts are kept: decide which words "
        "it gets, then accept again."
    )


def pages_make(organisation):
    """The page of every language, made where it was missing; by nobody, for who makes it wrote no word of it."""
    record_create_pages(record=organisation)
    return {code: page.specific for code, page in organisation.pages_by_language().items()}


def words_write(*, page, words, user):
    """A draft with those words ({name: text}); what else the page holds stays. Returns the revision, or None where
    it says the same already."""
    newest = page.get_latest_revision_as_object()
    introduction, text = word_names(page.language)
    text_there, _kept = text_of(newest.body)
    wanted, wanted_text = words.get(introduction, newest.introduction), words.get(text, text_there)
    if (wanted, wanted_text) == (newest.introduction, text_there):
        return None
    newest.introduction = wanted
    if wanted_text != text_there:
        newest.body = body_with(newest.body, wanted_text)
    return newest.save_revision(user=user, log_action=True)


def page_submit(page, by):
    """Into the editors' workflow, where there is one and nothing in the text stops it."""
    page = Page.objects.get(pk=page.pk).specific
    workflow = page.get_workflow()
    if workflow is None or errors_of(page.get_latest_revision_as_object()):
        return
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
    else:
        workflow.start(page, by)


def pages_align(pages, by):
    """What one submission said in several languages says the same."""
    for page in pages:
        for other in pages:
            if page.pk != other.pk:
                revision = other.get_latest_revision()
                alignment_record(page=page, counterpart=other, by=by, revision=revision)


def pages_write(*, submission, organisation, wanted, texts, by):
    """Drafts of the words that came ({name: text}) and of those of a moderator, given to the editors."""
    languages = languages_of(wanted | texts)
    if not (languages or submission.wants_translation):
        return
    pages = pages_make(organisation)
    if missing := [code for code in languages if code not in pages]:
        raise ValidationError(
            _("There is no list of partners in %(language)s yet, so the page has no place."),
            params={"language": language_name(missing[0])},
        )
    for code in languages:
        # The words as they came, then those of the moderator: each revision has the author that it had.
        came = words_write(page=pages[code], words=wanted, user=submission.submitted_by)
        corrected = words_write(page=_anew(pages[code]), words=texts, user=by)
        if came or corrected:
            page_submit(pages[code], by)
    pages_align([_anew(pages[code]) for code in languages], by)
    for code in _to_translate(submission, pages, languages):
        translation_ask(page=_anew(pages[code]), organisation=organisation, by=by)


def languages_of(values):
    """The languages whose words are among those fields."""
    return [code for code in language_codes() if values.keys() & set(word_names(code))]


def _to_translate(submission, pages, written):
    """Of which languages a translation is asked: those that got no words; where none came, those that have none."""
    if not submission.wants_translation:
        return []
    others = [code for code in pages if code not in written]
    return others if written else [code for code in others if not any(map(submission.typed.get, word_names(code)))]


def _anew(page):
    return type(page).objects.get(pk=page.pk)
