"""Whichever way a page is published, taken down, deleted or moved: its other language comes along, or it waits."""

import inspect
import logging
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page, PageLogEntry, Revision

from editorial.digests import full_digest
from editorial.models import Pair, Ready
from editorial.refusals import PublicationRefused
from editorial.states import describe
from editorial.telling import waiting_words
from home.models import StandardPage
from tests.editorial.pairs import (
    again,
    approve,
    colleague,
    decide,
    independent,
    live_languages,
    publish,
    submit,
    together,
    waits,
    write,
)
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
alone = pytest.mark.usefixtures("lone_pages")

BOTH, NEITHER = {"nl", "fr"}, set()
OTHER = {"nl": "fr", "fr": "nl"}
EVERY_LANGUAGE = pytest.mark.parametrize("language", ["nl", "fr"])


@pytest.fixture
def pages(site):
    return together()


@pytest.fixture
def live(pages):
    return publish(pages)


@pytest.fixture
def publisher(site, client):
    """Somebody who may publish past the workflow, logged in."""
    user = colleague("emergency-publisher")
    client.force_login(user)
    return user


@pytest.fixture
def administrator(site, client):
    """Somebody who may do everything in the administration, logged in."""
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def form_of(page, **changes):
    return {
        "title": page.title, "slug": page.slug, "introduction": page.introduction, "seo_title": "",
        "search_description": "", "listing_title": "", "listing_summary": "", "listing_image": "", "picture": "",
        "body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "", "go_live_at": "", "expire_at": "",
    } | changes  # fmt: skip


def bulk(client, action, pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?next=/admin/&{ids}", data)


def texts(response):
    return " ".join(str(message) for message in response.context["messages"])


# --- Up --------------------------------------------------------------------------------------------------------------


def by_editor(client, page):
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{"action-publish": "1"}))


def by_bulk(client, page):
    bulk(client, "publish", [page])


def by_workflow(client, page):
    submit(page, colleague("emergency-publisher"))
    decide(page, colleague())
    decide(page, colleague())


def by_code(client, page):
    again(page).get_latest_revision().publish()


def by_page(client, page):
    page = again(page)
    page.publish(page.get_latest_revision())


@EVERY_LANGUAGE
@pytest.mark.parametrize("route", [by_editor, by_bulk, by_workflow, by_code, by_page])
def test_one_approved_language_waits_and_the_second_takes_both_live(client, publisher, pages, route, language):
    route(client, pages[language])
    assert live_languages(pages) == NEITHER
    assert waits(pages[language])

    route(client, pages[OTHER[language]])

    assert live_languages(pages) == BOTH
    assert not Ready.objects.exists()
    moments = {again(page).live_revision_id for page in pages.values()}
    assert moments == {again(page).latest_revision_id for page in pages.values()}


@pytest.mark.parametrize("route", [by_bulk, by_workflow, by_code, by_page])
def test_a_language_of_an_independent_page_goes_live_at_once(client, publisher, route):
    pages = independent()

    route(client, pages["fr"])

    assert live_languages(pages) == {"fr"}
    assert not Ready.objects.exists()


@EVERY_LANGUAGE
def test_a_change_of_one_live_language_waits_for_the_other(client, publisher, live, language):
    write(live[language], "2")
    approve(live[language])
    assert again(live[language]).introduction == "1"

    write(live[OTHER[language]], "2")
    approve(live[OTHER[language]])

    assert {again(page).introduction for page in live.values()} == {"2"}


@EVERY_LANGUAGE
def test_what_is_made_and_published_in_one_go_waits(client, publisher, homes, language):
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", homes[language].pk])
    page = StandardPage(title="Nieuw · Nouveau", slug="n", introduction="1")

    response = client.post(address, form_of(page, **{"action-publish": "1"}), follow=True)

    page = StandardPage.objects.get(slug="n")
    assert not page.live
    assert waits(page)
    assert str(waiting_words(describe(page))) in texts(response)


def test_a_bulk_publication_of_both_languages_takes_both_live(client, publisher, pages):
    bulk(client, "publish", pages.values())

    assert live_languages(pages) == BOTH


def test_a_bulk_publication_that_waits_says_so(client, publisher, pages):
    response = bulk(client, "publish", [pages["nl"]])

    words = [str(message) for message in get_messages(response.wsgi_request)]
    assert any(waiting_words(describe(pages["nl"])) in message for message in words)


# --- At an hour ------------------------------------------------------------------------------------------------------


def scheduled(page, hours, **values):
    """Have the page approved to go live so many hours from now."""
    write(page, "at its hour", go_live_at=timezone.now() + timedelta(hours=hours), **values)
    approve(page)


def hours_pass(*hours):
    """Let the clock of every schedule run on by so many hours, in the database."""
    for number in hours:
        by = timedelta(hours=number)
        for revision in Revision.objects.exclude(approved_go_live_at=None):
            content = revision.content
            content["go_live_at"] = (revision.approved_go_live_at - by).isoformat()
            Ready.objects.filter(revision=revision).update(digest=full_digest(content))
            Revision.objects.filter(pk=revision.pk).update(
                approved_go_live_at=revision.approved_go_live_at - by, content=content
            )


def test_a_pair_goes_live_at_the_latest_of_its_hours_also_when_the_clock_was_missed(pages):
    scheduled(pages["nl"], 2)
    assert Revision.objects.exclude(approved_go_live_at=None).count() == 0
    scheduled(pages["fr"], 5)
    assert Revision.objects.exclude(approved_go_live_at=None).count() == 2

    hours_pass(3)
    call_command("publish_scheduled")
    assert live_languages(pages) == NEITHER

    hours_pass(7)
    call_command("publish_scheduled")

    assert live_languages(pages) == BOTH
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert not Ready.objects.exists()
    call_command("publish_scheduled")
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 1


def test_an_hour_in_one_language_is_the_hour_of_both(pages):
    scheduled(pages["nl"], 2)
    approve(pages["fr"])
    assert live_languages(pages) == NEITHER

    hours_pass(3)
    call_command("publish_scheduled")

    assert live_languages(pages) == BOTH


def test_at_its_hour_an_independent_page_goes_live_alone(site):
    pages = independent()
    scheduled(pages["nl"], 1)

    hours_pass(2)
    call_command("publish_scheduled")

    assert live_languages(pages) == {"nl"}


@EVERY_LANGUAGE
def test_who_cancels_the_schedule_of_one_language_cancels_that_of_the_pair(client, administrator, pages, language):
    scheduled(pages["nl"], 2)
    scheduled(pages["fr"], 2)
    revision = Ready.objects.get(page_id=pages[language].pk).revision

    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[pages[language].pk, revision.pk]))

    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert not waits(pages[language])
    assert waits(pages[OTHER[language]])
    call_command("publish_scheduled")
    assert live_languages(pages) == NEITHER


def test_after_a_cancelled_schedule_a_new_approval_takes_both_live(pages):
    scheduled(pages["nl"], 2)
    scheduled(pages["fr"], 0)
    revision = Ready.objects.get(page_id=pages["nl"].pk).revision
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])

    write(pages["nl"], "now", go_live_at=None)
    approve(pages["nl"])

    assert live_languages(pages) == BOTH


@EVERY_LANGUAGE
def test_when_one_language_expires_both_go_down(live, language):
    Page.objects.filter(pk=live[language].pk).update(expire_at=timezone.now() - timedelta(hours=9))

    call_command("publish_scheduled")

    assert live_languages(live) == NEITHER
    assert {again(page).expired for page in live.values()} == {True}


def test_an_independent_page_expires_alone(site):
    pages = publish(independent())
    Page.objects.filter(pk=pages["nl"].pk).update(expire_at=timezone.now() - timedelta(hours=1))

    call_command("publish_scheduled")

    assert live_languages(pages) == {"fr"}


def test_a_page_that_cannot_go_live_at_its_hour_does_not_keep_the_next_from_it(pages, caplog):
    others = together("ander")
    for page in (*pages.values(), *others.values()):
        scheduled(page, 1)
    hours_pass(2)
    Ready.objects.filter(page_id=pages["nl"].pk).update(digest="of something else")

    with caplog.at_level(logging.CRITICAL):
        call_command("publish_scheduled")

    assert live_languages(pages) == NEITHER
    assert live_languages(others) == BOTH


# --- Down ------------------------------------------------------------------------------------------------------------


def unpublish_by_view(client, page):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def unpublish_by_bulk(client, page):
    bulk(client, "unpublish", [page])


def unpublish_by_code(client, page):
    page.unpublish()


def unpublish_by_stock_code(client, page):
    Page.objects.get(pk=page.pk).unpublish()


def delete_by_view(client, page):
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def delete_by_bulk(client, page):
    bulk(client, "delete", [page])


def delete_by_code(client, page):
    again(page).delete()


def delete_by_queryset(client, page):
    Page.objects.filter(pk=page.pk).delete()


UNPUBLISH = [unpublish_by_view, unpublish_by_bulk, unpublish_by_code, unpublish_by_stock_code]
DELETE = [delete_by_view, delete_by_bulk, delete_by_code, delete_by_queryset]


@EVERY_LANGUAGE
@pytest.mark.parametrize("route", UNPUBLISH)
def test_who_takes_one_language_down_takes_both_down_and_no_word_is_lost(client, publisher, live, route, language):
    route(client, live[language])

    assert live_languages(live) == NEITHER
    assert {again(page).introduction for page in live.values()} == {"1"}
    assert not Ready.objects.exists()


@EVERY_LANGUAGE
@pytest.mark.parametrize("route", DELETE)
def test_who_deletes_one_language_takes_the_other_down_and_leaves_its_words(
    client, administrator, live, route, language
):
    other = live[OTHER[language]]

    route(client, live[language])

    assert not Page.objects.filter(pk=live[language].pk).exists()
    assert not again(other).live
    assert again(other).introduction == "1"
    assert again(other).get_latest_revision_as_object().introduction == "1"


@pytest.mark.parametrize("route", UNPUBLISH + DELETE)
def test_a_language_of_an_independent_page_goes_down_alone(client, administrator, route):
    pages = publish(independent())

    route(client, again(pages["nl"]))

    assert live_languages(pages) == {"fr"}


@EVERY_LANGUAGE
@pytest.mark.parametrize("route", [delete_by_code, delete_by_queryset])
def test_who_deletes_a_page_above_takes_what_stood_below_down_in_the_other_language(client, live, route, language):
    below = publish(together("onder", parents=live))

    route(client, live[language])

    assert live_languages(below) == NEITHER
    assert again(below[OTHER[language]]).introduction == "1"


@alone
def test_a_draft_that_is_deleted_leaves_the_other_language_as_it_is(live):
    Page.objects.filter(pk=live["fr"].pk).update(live=False)

    again(live["fr"]).delete()

    assert live_languages(live) == {"nl"}


def test_the_pair_goes_when_its_last_page_goes(pages):
    key = pages["nl"].translation_key
    again(pages["nl"]).delete()
    assert Pair.objects.filter(translation_key=key).exists()

    again(pages["fr"]).delete()

    assert not Pair.objects.filter(translation_key=key).exists()


@pytest.mark.parametrize("route", [unpublish_by_view, unpublish_by_bulk, delete_by_view, delete_by_bulk])
def test_the_log_of_the_other_language_says_who_took_it_down(client, administrator, live, route):
    route(client, live["nl"])

    entry = PageLogEntry.objects.get(page_id=live["fr"].pk, action="wagtail.unpublish")
    assert entry.user == administrator


def test_an_approval_that_waits_falls_when_the_page_goes_down(live):
    write(live["nl"], "2")
    approve(live["nl"])

    live["fr"].unpublish()

    assert not Ready.objects.exists()
    assert again(live["nl"]).get_latest_revision_as_object().introduction == "2"


def test_an_instance_that_is_out_of_date_takes_nothing_down_twice(live):
    old = live["nl"]
    old.unpublish()
    publish(live)
    assert live_languages(live) == BOTH

    old.unpublish()

    assert live_languages(live) in (BOTH, NEITHER)


def test_below_a_page_that_goes_down_with_all_below_it_nothing_stands_alone(client, publisher, live):
    below = publish(together("onder", parents=live))

    client.post(reverse("wagtailadmin_pages:unpublish", args=[live["nl"].pk]), {"include_descendants": "on"})

    assert live_languages(live) == live_languages(below) == NEITHER


# --- Elsewhere -------------------------------------------------------------------------------------------------------


def children(page):
    return [child.slug for child in again(page).get_children() if isinstance(child.specific, StandardPage)]


@pytest.fixture
def places(live):
    """Two pages to stand under, each with nothing below it: [{language: page}, {language: page}]."""
    return [live, publish(together("elders"))]


@pytest.fixture
def below(places):
    return publish(together("onder", parents=places[0]))


def move_by_view(client, page, target):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]), follow=True)


def move_by_bulk(client, page, target):
    return bulk(client, "move", [page], chooser=target.pk)


def move_by_code(client, page, target):
    again(page).move(again(target), pos="last-child")


@EVERY_LANGUAGE
@pytest.mark.parametrize("route", [move_by_view, move_by_bulk, move_by_code])
def test_a_page_moves_with_its_other_language(client, administrator, places, below, route, language):
    route(client, below[language], places[1][language])

    for code in BOTH:
        assert children(places[0][code]) == []
        assert children(places[1][code]) == ["onder"]
        assert again(below[code]).url_path == again(places[1][code]).url_path + "onder/"
        assert again(places[0][code]).numchild == 0
        assert again(places[1][code]).numchild == 1
    assert Page.find_problems() == ([], [], [], [], [])
    assert live_languages(below) == BOTH


@alone
@pytest.mark.parametrize("route", [move_by_view, move_by_bulk])
def test_a_page_does_not_move_where_the_other_language_has_no_place(client, administrator, live, below, homes, route):
    alone = homes["nl"].add_child(instance=StandardPage(title="Alleen", slug="alleen", locale=homes["nl"].locale))

    response = route(client, below["nl"], alone)

    assert children(live["nl"]) == ["onder"]
    assert children(live["fr"]) == ["onder"]
    assert response.status_code in (200, 302)
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("route", [move_by_view, move_by_bulk])
def test_a_page_does_not_move_where_the_address_of_its_other_language_is_taken(
    client, administrator, places, below, route
):
    taken = again(places[1]["fr"]).add_child(
        instance=StandardPage(title="x", slug="onder", locale=places[1]["fr"].locale, live=False)
    )

    response = route(client, below["nl"], places[1]["nl"])

    assert response.status_code in (200, 302)
    assert children(places[0]["nl"]) == children(places[0]["fr"]) == ["onder"]
    assert again(taken).url_path == again(places[1]["fr"]).url_path + "onder/"


def test_a_page_does_not_move_among_the_pages_of_another_language(client, administrator, places, below):
    with pytest.raises(PublicationRefused):
        again(below["fr"]).move(again(places[1]["nl"]), pos="last-child")

    assert children(places[0]["fr"]) == ["onder"]


def test_who_has_no_right_on_the_other_language_moves_neither(client, places, below):
    french = colleague("emergency-publisher")
    french.groups.first().page_permissions.filter(page__locale__language_code="nl").delete()
    client.force_login(french)

    move_by_view(client, below["fr"], places[1]["fr"])

    assert children(places[0]["nl"]) == children(places[0]["fr"]) == ["onder"]


@EVERY_LANGUAGE
def test_pages_keep_one_order_in_every_language(client, administrator, live, language):
    names = ["een", "twee", "drie"]
    made = {name: publish(together(name, parents=live)) for name in names}

    address = reverse("wagtailadmin_pages:set_page_position", args=[made["drie"][language].pk])
    client.post(f"{address}?position=0")

    assert children(live["nl"]) == children(live["fr"]) == ["drie", "een", "twee"]

    client.post(f"{address}?position=1")

    assert children(live["nl"]) == children(live["fr"]) == ["een", "drie", "twee"]
    client.post(address)
    assert children(live["nl"]) == children(live["fr"]) == names


@EVERY_LANGUAGE
def test_a_copy_begins_as_a_draft_in_a_pair_of_its_own(live, language):
    copy = live[language].copy(update_attrs={"slug": "kopie"}, keep_live=True)

    assert not again(copy).live
    assert Pair.objects.get(translation_key=copy.translation_key).together
    assert live_languages(live) == BOTH


def test_what_is_copied_with_a_page_begins_as_a_draft_too(live):
    publish(together("onder", parents=live))

    copy = again(live["nl"]).copy(recursive=True, update_attrs={"slug": "kopie"}, keep_live=True)

    assert not again(copy).get_descendants(inclusive=True).live().exists()


@EVERY_LANGUAGE
@pytest.mark.parametrize("kind", [together, independent])
def test_no_page_mirrors_another(site, kind, language):
    page = publish(kind())[language]

    with pytest.raises(PublicationRefused):
        page.create_alias(update_slug="spiegel")

    assert not Page.objects.exclude(alias_of=None).exists()


# --- One transaction -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", [lambda page: approve(page), lambda page: again(page).unpublish()])
def test_when_one_language_fails_neither_changes(live, monkeypatch, act):
    for page in live.values():
        write(page, "2")
    approve(live["nl"])
    failing, save = live["fr"].pk, Page.save

    def save_but_one(self, *args, **kwargs):
        if self.pk == failing and not kwargs.get("update_fields"):
            raise RuntimeError("the power goes")
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Page, "save", save_but_one)
    with pytest.raises(RuntimeError):
        act(live["fr"])

    assert live_languages(live) == BOTH
    assert {again(page).introduction for page in live.values()} == {"1"}
    assert waits(live["nl"])


def test_pages_and_approvals_are_not_seen_by_who_publishes_without_the_right(pages):
    with pytest.raises(PermissionDenied):
        again(pages["nl"]).get_latest_revision().publish(user=colleague("dutch-editor"))

    assert not Ready.objects.exists()


# --- The wrappers themselves -----------------------------------------------------------------------------------------

WRAPPED = {
    (PublishPageRevisionAction, "execute"): "(self, skip_permission_checks=False)",
    (UnpublishPageAction, "_unpublish_object"): "(self, object, set_expired, commit, user, log_action)",
    (MovePageAction, "execute"): "(self, skip_permission_checks=False)",
    (CopyPageAction, "execute"): "(self, skip_permission_checks=False)",
    (CreatePageAliasAction, "execute"): "(self, skip_permission_checks=False)",
    (CreateView, "publish_action"): "(self)",
}


@pytest.mark.parametrize(("action", "name"), WRAPPED)
def test_wagtail_still_calls_what_is_wrapped_in_the_same_way(action, name):
    """When this fails, Wagtail changed: read its release notes and look at editorial/routes.py again."""
    original = getattr(action, name).__wrapped__

    assert str(inspect.signature(original)) == WRAPPED[action, name]


def without(monkeypatch, action, name):
    monkeypatch.setattr(action, name, getattr(action, name).__wrapped__)


@alone
def test_without_its_wrapper_a_publication_would_leave_one_language_alone(pages, monkeypatch):
    without(monkeypatch, PublishPageRevisionAction, "execute")

    approve(pages["nl"])

    assert live_languages(pages) == {"nl"}


@alone
def test_without_its_wrapper_an_unpublication_would_be_refused_as_a_save_past_the_service(live, monkeypatch):
    without(monkeypatch, UnpublishPageAction, "_unpublish_object")

    with pytest.raises(PublicationRefused):
        again(live["nl"]).unpublish()

    assert live_languages(live) == {"nl", "fr"}


@alone
def test_without_its_wrapper_one_language_would_move_alone(places, below, monkeypatch):
    without(monkeypatch, MovePageAction, "execute")

    move_by_code(None, below["nl"], places[1]["nl"])

    assert children(places[0]["fr"]) == ["onder"]


@alone
def test_without_its_wrapper_a_copy_would_be_live_alone(live, monkeypatch):
    without(monkeypatch, CopyPageAction, "execute")

    assert again(live["nl"].copy(update_attrs={"slug": "kopie"})).live


@alone
def test_without_its_wrapper_a_mirror_would_be_live(live, monkeypatch):
    without(monkeypatch, CreatePageAliasAction, "execute")

    assert again(live["nl"].create_alias(update_slug="spiegel")).live


@alone
def test_without_its_wrapper_a_page_made_and_published_in_one_go_would_be_live_alone(
    client, publisher, homes, monkeypatch
):
    without(monkeypatch, CreateView, "publish_action")
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", homes["nl"].pk])

    client.post(address, form_of(StandardPage(title="Nieuw", slug="n", introduction="1"), **{"action-publish": "1"}))

    assert StandardPage.objects.get(slug="n").live
