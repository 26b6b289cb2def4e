"""Nobody approves what they wrote, and what goes live is what was approved; whoever is refused reads why."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import auth
from wagtail.models import Comment, Page, Revision

from core.forms import PageForm
from editorial.models import Author, Ready
from editorial.refusals import PublicationRefused
from editorial.services.alignment import alignment_record
from home.models import StandardPage
from tests.editorial.pairs import (
    again,
    approve,
    colleague,
    decide,
    live_languages,
    publish,
    submit,
    together,
    waits,
    write,
)
from tests.factories import UserFactory, person_in_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(site):
    return together()


@pytest.fixture
def page(pages):
    return pages["nl"]


@pytest.fixture
def writer(site):
    return colleague("dutch-editor")


def authors(page):
    return {author.user for author in Author.objects.filter(page_id=page.pk)}


def address(page, action="approve"):
    page = again(page)
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, page.current_workflow_task_state.pk])


def form_of(page, **changes):
    return {
        "title": page.title, "slug": page.slug, "introduction": page.introduction, "seo_title": "",
        "search_description": "", "listing_title": "", "listing_summary": "", "listing_image": "", "picture": "",
        "body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", "go_live_at": "", "expire_at": "",
    } | changes  # fmt: skip


def decide_in_editor(client, page, action="approve", **extra):
    draft = again(page).get_latest_revision_as_object()
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_of(draft, **{"action-workflow-action": "true", "workflow-action-name": action, **extra}),
    )


def words(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def at_the_approval(page):
    """Have it reviewed, so that another service decides."""
    decide(page, colleague())


# --- Who is an author ------------------------------------------------------------------------------------------------


def test_everybody_who_changed_words_since_the_last_approved_revision_is_an_author(page, writer):
    second = colleague("dutch-editor")
    write(page, "2", writer)
    write(page, "3", second)
    assert authors(page) == {writer, second}

    approve(page)
    assert authors(page) == set()
    write(page, "4", second)

    assert authors(page) == {second}


def test_who_changed_words_after_what_is_approved_stays_an_author(page, writer):
    approved = write(page, "2", writer)
    second = colleague("dutch-editor")
    write(page, "3", second)

    approved.publish()

    assert authors(page) == {second}


def test_who_only_comments_or_saves_without_a_change_is_no_author(page, writer):
    write(page, "2", writer)
    reader = colleague()
    draft = again(page).get_latest_revision_as_object()
    draft.wagtail_admin_comments.add(Comment(user=reader, text="Klopt dit?", contentpath="introduction"))
    draft.save_revision(user=reader)

    write(page, "2", reader)

    assert authors(page) == {writer}


def test_who_writes_over_their_own_autosave_is_an_author_once(page, writer):
    revision = write(page, "2", writer)
    draft = again(page).get_latest_revision_as_object()
    draft.introduction = "3"

    draft.save_revision(user=writer, overwrite_revision=revision)

    assert authors(page) == {writer}
    assert Author.objects.count() == 1


def test_who_autosaves_other_words_after_an_empty_save_is_an_author(page, writer):
    revision = write(page, "1", writer)
    assert authors(page) == set()
    draft = again(page).get_latest_revision_as_object()
    draft.introduction = "2"

    draft.save_revision(user=writer, overwrite_revision=revision)

    assert authors(page) == {writer}


# --- Who may decide --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["review", "approval"])
@pytest.mark.parametrize("submitter", ["themselves", "a colleague"])
def test_nobody_approves_their_own_words_whoever_submits_them(page, step, submitter):
    author = colleague()
    write(page, "2", author)
    submit(page, author if submitter == "themselves" else colleague("dutch-editor"))
    if step == "approval":
        at_the_approval(page)

    with pytest.raises(PublicationRefused):
        decide(page, author)


@pytest.mark.parametrize("step", ["review", "approval"])
def test_a_superuser_does_not_approve_their_own_words_either(page, step):
    author = UserFactory(is_superuser=True, service=colleague().service)
    write(page, "2", author)
    submit(page, author)
    if step == "approval":
        at_the_approval(page)

    with pytest.raises(PublicationRefused):
        decide(page, author)


def test_the_save_of_a_colleague_does_not_wash_the_hands_of_an_author(page):
    author = colleague()
    write(page, "2", author)
    write(page, "2 and more", colleague("dutch-editor"))
    submit(page, colleague("dutch-editor"))

    with pytest.raises(PublicationRefused):
        decide(page, author)


def test_words_are_approved_by_another_service(page, writer):
    write(page, "2", writer)
    submit(page, writer)
    at_the_approval(page)
    same_office = colleague()
    same_office.service = writer.service
    same_office.save()

    with pytest.raises(PublicationRefused) as refused:
        decide(page, same_office)
    decide(page, colleague("regional-moderator"))

    assert refused.value.message
    assert waits(page)


def test_the_same_office_may_review(page, writer):
    write(page, "2", writer)
    submit(page, writer)
    reader = person_in_role("dutch-editor")
    reader.service = writer.service
    reader.save()

    decide(page, reader)

    assert again(page).workflow_in_progress


def test_somebody_without_a_service_does_not_approve(page, writer):
    write(page, "2", writer)
    submit(page, writer)
    at_the_approval(page)

    with pytest.raises(PublicationRefused):
        decide(page, person_in_role("federal-moderator"))


@pytest.mark.parametrize("role", ["french-editor", "plan-coordinator", "analyst"])
def test_who_has_no_rights_on_that_language_does_not_review(page, writer, role):
    submit(page, writer)

    with pytest.raises(PublicationRefused):
        decide(page, colleague(role))


def test_the_list_of_what_one_may_decide_holds_no_words_of_ones_own(page, writer):
    author = colleague()
    write(page, "2", author)
    submit(page, writer)
    task = again(page).current_workflow_task

    assert not task.get_task_states_user_can_moderate(author).exists()
    assert task.get_task_states_user_can_moderate(colleague()).count() == 1


# --- What is approved is what was seen -------------------------------------------------------------------------------


def overwrite(revision, introduction):
    draft = again(revision.content_object).get_latest_revision_as_object()
    draft.introduction = introduction
    return draft.save_revision(user=revision.user, overwrite_revision=revision)


def submitted(page, writer):
    submit(page, writer)


def approved(page, writer):
    approve(page)


def aligned(page, writer):
    alignment_record(page=again(page).get_translations().get().specific, counterpart=again(page))


def put_on_line(page, writer):
    StandardPage.objects.filter(pk=page.pk).update(live=True, live_revision=again(page).latest_revision)


@pytest.mark.usefixtures("lone_pages")
@pytest.mark.parametrize("decision", [submitted, approved, aligned, put_on_line])
def test_autosave_never_writes_over_what_somebody_decided_on(page, writer, decision):
    revision = write(page, "2", writer)
    decision(page, writer)
    before = Revision.objects.get(pk=revision.pk).content

    newer = overwrite(revision, "3")

    assert newer.pk != revision.pk
    assert Revision.objects.get(pk=revision.pk).content == before
    assert again(page).get_latest_revision_as_object().introduction == "3"


def test_the_editor_that_autosaves_over_what_was_approved_gets_a_new_revision(client, page, writer):
    revision = write(page, "2", writer)
    approve(page)
    client.force_login(writer)

    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_of(page, introduction="3", overwrite_revision_id=revision.pk),
        headers={"Accept": "application/json"},
    )

    assert response.json()["success"]
    assert response.json()["revision_id"] != revision.pk
    assert Ready.objects.get(page_id=page.pk).revision.content["introduction"] == "2"


@pytest.mark.parametrize("step", ["review", "approval"])
def test_a_text_that_changed_after_it_was_submitted_is_not_approved(page, writer, step):
    submit(page, writer)
    if step == "approval":
        at_the_approval(page)
    write(page, "2", colleague())

    with pytest.raises(PublicationRefused):
        decide(page, colleague("regional-moderator"))

    assert not waits(page)


def test_a_comment_after_the_submission_changes_nothing(page, writer):
    submit(page, writer)
    write(page, "1", colleague())

    decide(page, colleague("regional-moderator"))

    assert again(page).current_workflow_state.current_task_state.task.specific.needs_other_service


def test_two_who_decide_at_the_same_moment_take_turns(page, writer):
    submit(page, writer)
    first, second = again(page), again(page)
    state = second.current_workflow_task_state
    first.current_workflow_task.on_action(first.current_workflow_task_state, colleague(), "approve")

    with pytest.raises(PublicationRefused):
        second.current_workflow_task.on_action(state, colleague("regional-moderator"), "approve")

    assert again(page).current_workflow_state.task_states.count() == 2


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_is_not_any_more_as_it_was_approved_does_not_go_live(pages, language):
    approve(pages["nl"])
    other = write(pages["fr"], "2")
    Ready.objects.create(
        page_id=pages["fr"].pk, revision=other, digest="of another text", at=timezone.now()
    ) if language == "fr" else Revision.objects.filter(ready__page_id=pages["nl"].pk).update(
        content={**again(pages["nl"]).get_latest_revision().content, "title": "Anders"}
    )

    with pytest.raises(PublicationRefused):
        again(pages["nl"]).get_latest_revision().publish() if language == "fr" else approve(pages["fr"])

    assert live_languages(pages) == set()


# --- What is refused, is said ----------------------------------------------------------------------------------------


@pytest.fixture
def moderator(site, client):
    """Somebody of another service, logged in."""
    user = colleague("regional-moderator")
    client.force_login(user)
    return user


def test_the_editor_says_why_a_changed_text_is_not_approved(client, page, writer, moderator):
    submit(page, writer)
    at_the_approval(page)
    write(page, "2", colleague())

    response = decide_in_editor(client, page)

    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "ingediend" in words(response) or "submitted" in words(response)


def test_the_editor_says_why_somebody_who_changes_and_approves_at_once_does_not(client, page, writer, moderator):
    submit(page, writer)
    at_the_approval(page)

    response = decide_in_editor(client, page, introduction="Beter zo.")

    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert words(response)
    assert not waits(page)
    assert again(page).get_latest_revision_as_object().introduction == "Beter zo."


@pytest.mark.parametrize("dialog", [True, False])
def test_the_dialog_says_why_a_changed_text_is_not_approved(client, page, writer, moderator, dialog):
    submit(page, writer)
    at_the_approval(page)
    write(page, "2", colleague())

    response = client.post(
        address(page), {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"} if dialog else {}
    )

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (response.json()["redirect"] if dialog else response.url) == edit
    assert "ingediend" in words(response) or "submitted" in words(response)


def test_a_refusal_elsewhere_leads_home_who_may_not_edit_the_page(client, site, pages):
    french = colleague("french-editor")
    client.force_login(french)
    submit(pages["nl"], colleague("dutch-editor"))

    response = client.post(address(pages["nl"]), {"comment": ""})

    assert response.url == reverse("wagtailadmin_home")


def test_wagtail_itself_still_says_nothing_about_why(client, page, writer, moderator, monkeypatch):
    """When this fails, Wagtail shows the words of an exception: editorial/refused.py can go."""
    monkeypatch.setattr(auth, "get_localized_response", auth.get_localized_response.__wrapped__)
    submit(page, writer)
    at_the_approval(page)
    write(page, "2", colleague())

    response = decide_in_editor(client, page)

    assert response.url == reverse("wagtailadmin_home")
    assert "ingediend" not in words(response)
    assert "submitted" not in words(response)


@pytest.mark.parametrize("route", ["editor", "dialog", "code"])
def test_a_text_is_not_returned_without_a_reason(client, page, writer, moderator, route):
    submit(page, writer)

    if route == "editor":
        decide_in_editor(client, page, "reject", **{"workflow-action-extra-data": '{"comment": " "}'})
    elif route == "dialog":
        response = client.post(
            address(page, "reject"), {"comment": " "}, headers={"X-Requested-With": "XMLHttpRequest"}
        )
        assert response.json()["step"] == "action"
        assert "errorlist" in response.json()["html"] or "error-message" in response.json()["html"]
    else:
        with pytest.raises(PublicationRefused):
            decide(page, moderator, "reject")

    assert again(page).workflow_in_progress


def test_a_returned_text_comes_back_after_a_change(page, writer, moderator):
    submit(page, writer)
    decide(page, moderator, "reject", "Te kort.")
    assert not again(page).workflow_in_progress
    write(page, "Langer.", writer)

    again(page).current_workflow_state.resume(writer)

    assert again(page).workflow_in_progress
    with pytest.raises(PublicationRefused):
        decide(page, writer)


# --- When it cannot go live ------------------------------------------------------------------------------------------


@pytest.fixture
def taken(pages, homes):
    """The French page is approved; meanwhile another page has its address."""
    approve(pages["fr"])
    Page.objects.filter(pk=pages["fr"].pk).update(slug="intussen")
    return homes["fr"].add_child(
        instance=StandardPage(title="x", slug=pages["fr"].slug, locale=homes["fr"].locale, live=False)
    )


@pytest.mark.parametrize("route", ["editor", "dialog", "publisher"])
def test_a_page_whose_address_was_taken_meanwhile_leaves_all_as_it_was(client, pages, taken, writer, route):
    page = pages["nl"]
    if route == "publisher":
        client.force_login(colleague("emergency-publisher"))
        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{"action-publish": "1"})
        )
    else:
        submit(page, writer)
        at_the_approval(page)
        client.force_login(colleague())
        response = decide_in_editor(client, page) if route == "editor" else client.post(address(page), {"comment": ""})
        assert again(page).workflow_in_progress

    assert response.status_code == 302
    assert pages["fr"].title in words(response)
    assert live_languages(pages) == set()
    assert not waits(page)
    assert waits(pages["fr"])


def test_when_the_address_is_free_again_both_go_live(pages, taken):
    taken.delete()

    approve(pages["nl"])

    assert live_languages(pages) == {"nl", "fr"}


def test_a_page_whose_counterpart_was_deleted_meanwhile_waits_for_a_new_one(pages, writer):
    approve(pages["nl"])
    again(pages["fr"]).delete()
    assert waits(pages["nl"])

    new = again(pages["nl"]).copy_for_translation(pages["fr"].locale)
    approve(new)

    assert live_languages({"nl": pages["nl"], "fr": new}) == {"nl", "fr"}


def test_a_page_that_was_deleted_while_somebody_decided_is_no_error(client, page, writer, moderator):
    submit(page, writer)
    where = address(page)
    again(page).delete()

    assert client.post(where, {"comment": ""}, follow=True).status_code == 404


def test_an_older_submission_is_not_approved_over_a_newer_text(page, writer):
    submit(page, writer)
    newer = write(page, "2", writer)
    newer.publish()

    with pytest.raises(PublicationRefused):
        decide(page, colleague())

    assert Ready.objects.get(page_id=page.pk).revision == newer


def test_an_editor_who_saves_what_a_colleague_changed_meanwhile_is_told(client, page, writer):
    first = again(page).get_latest_revision()
    write(page, "van een collega", colleague("dutch-editor"))
    client.force_login(writer)

    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_of(page, introduction="van mij", loaded_revision_id=first.pk),
        headers={"Accept": "application/json"},
    )

    assert response.json()["success"] is False
    assert again(page).get_latest_revision_as_object().introduction == "van een collega"


def test_words_that_are_locked_while_somebody_decides_are_not_changed_by_their_author(client, page, writer):
    write(page, "2", writer)
    submit(page, writer)
    client.force_login(writer)

    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, introduction="stiekem"))

    assert again(page).get_latest_revision_as_object().introduction == "2"


def test_a_change_during_the_review_of_a_live_page_stays_out_of_sight(pages, writer):
    live = publish(pages)
    write(live["nl"], "2", writer)
    submit(live["nl"], writer)
    decide(live["nl"], colleague())

    assert again(live["nl"]).introduction == "1"
    assert again(live["nl"]).has_unpublished_changes


def test_who_may_not_publish_does_not_publish_by_code_either(page, writer):
    with pytest.raises(PermissionDenied):
        again(page).get_latest_revision().publish(user=writer)


def test_an_approval_at_an_hour_in_the_past_is_for_now(pages):
    write(pages["nl"], "2", go_live_at=timezone.now() - timedelta(days=1))
    approve(pages["nl"])

    approve(pages["fr"])

    assert live_languages(pages) == {"nl", "fr"}


def test_words_that_changed_after_a_return_are_reviewed_again_before_the_approval(page, writer):
    write(page, "2", by=writer)
    submit(page, writer)
    at_the_approval(page)
    decide(page, colleague(), "reject", comment="Noem de bron.")
    write(page, "Met bron.", by=writer)

    again(page).current_workflow_state.resume(writer)

    assert not again(page).current_workflow_task.needs_other_service
    decide(page, colleague("dutch-editor"))
    assert again(page).current_workflow_task.needs_other_service


def test_words_that_stayed_after_a_return_go_straight_back_to_the_approval(page, writer):
    write(page, "2", by=writer)
    submit(page, writer)
    at_the_approval(page)
    decide(page, colleague(), "reject", comment="Wacht op het persbericht.")

    again(page).current_workflow_state.resume(writer)

    assert again(page).current_workflow_task.needs_other_service


def test_a_save_that_began_before_the_page_went_live_does_not_take_it_down(pages, page):
    before = again(page)
    publish(pages)
    before.introduction = "Te laat."

    with pytest.raises(PublicationRefused):
        before.save()

    assert live_languages(pages) == {"nl", "fr"}
    assert again(page).introduction != "Te laat."


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_who_saves_in_the_editor_at_that_moment_keeps_what_was_typed(client, pages, language, monkeypatch):
    page = pages[language]
    client.force_login(colleague("federal-moderator"))
    form = PageForm.clean
    monkeypatch.setattr(PageForm, "clean", lambda self: (publish(pages), form(self))[1])

    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, introduction="Getypt."))

    assert response.status_code == 200
    assert "Getypt." in response.text
    assert live_languages(pages) == {"nl", "fr"}
