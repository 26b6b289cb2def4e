"""Tells editors what became of what they did: without this, a page that waits would read “published”."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from core.languages import language_name
from core.models import BasePage

from .models import Ready
from .refusals import PublicationRefused
from .services import publication
from .states import State, describe


@hooks.register("after_edit_page")
def say_where_the_page_is(request, page):
    if not isinstance(page.specific, BasePage) or not _decided(request):
        return
    page = publication.fresh(page)
    if page.live and not Ready.objects.filter(page_id=page.pk).exists():
        messages.success(request, live_words(page))
    elif (state := describe(page)).state in (State.WAITING, State.SCHEDULED):
        messages.info(request, waiting_words(state))


def _decided(request):
    return request.POST.get("workflow-action-name") == "approve"


def live_words(page):
    """Which languages of the page are live now."""
    live = page.get_translations(inclusive=True).live().select_related("locale").order_by("locale__language_code")
    names = [language_name(other.locale.language_code) for other in live]
    return ngettext("Live in %(languages)s.", "Live in %(languages)s at the same moment.", len(names)) % {
        "languages": " + ".join(names)
    }


def waiting_words(state):
    if state.state == State.SCHEDULED:
        return " ".join([_("Approved."), f"{state.next_step}."])
    return _(
        "Approved. The page waits for the other language; readers see neither until both are approved. Next: %(step)s."
    ) % {"step": state.next_step}


@hooks.register("before_publish_page")
def publish_through_the_service(request, page):
    """Who may publish past the workflow reads what really happened, not “published”."""
    if not isinstance(page, BasePage):
        return None
    try:
        outcome = publication.publication_request(page=page, revision=page.latest_revision, by=request.user)
    except PublicationRefused as refused:
        messages.error(request, refused.message)
        return redirect("wagtailadmin_pages:edit", page.pk)
    page = publication.fresh(page)
    if outcome.went_live:
        messages.success(request, live_words(page))
    else:
        messages.warning(request, waiting_words(describe(page)))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("construct_translated_pages_to_cascade_actions")
def name_the_other_languages(pages, action):
    """The screen that asks “are you sure?” counts the other languages, which go down too.

    Not those before a move or a deletion: Wagtail would move the others a second time, and delete their words.
    """
    if action != "unpublish":
        return {}
    return {
        page: list(page.get_translations().filter(alias_of__isnull=True).specific())
        for page in pages
        if page.live and page.specific_class.language_policy == BasePage.LanguagePolicy.TOGETHER
    }


@hooks.register("after_unpublish_page")
def say_that_both_are_down(request, page):
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    if isinstance(page, BasePage) and others.exists() and page.language_policy == BasePage.LanguagePolicy.TOGETHER:
        messages.info(request, _("Its other language went down at the same moment."))


@hooks.register("before_delete_page")
def take_note_of_what_is_live(request, page):
    request.takes_others_down = page.live and getattr(page, "language_policy", "") == BasePage.LanguagePolicy.TOGETHER


@hooks.register("after_delete_page")
def say_that_the_others_are_down(request, page):
    others = Page.objects.filter(translation_key=page.translation_key)
    if request.takes_others_down and others.exists():
        messages.info(request, _("Its other language went down at the same moment; its text is still there."))


@hooks.register("after_bulk_action")
def say_what_waits(request, action_type, objects, action):
    """Wagtail counts every page as published."""
    if action_type != "publish":
        return
    for page in objects:
        if Ready.objects.filter(page_id=page.pk).exists():
            words = waiting_words(describe(publication.fresh(page)))
            messages.warning(request, f"{page.get_admin_display_title()}: {words}")
