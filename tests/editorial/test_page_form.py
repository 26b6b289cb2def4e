"""The form of a page: a draft may hold anything, what is submitted must be in order, and nothing typed is lost."""

import json
import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import WorkflowState

from core.forms import PageForm
from core.models import SiteImage
from core.schedules import clock_change
from home.models import HomePage, StandardPage
from partners.models import WorkingGroupPage

pytestmark = pytest.mark.django_db

EMPTY = {"nl": "klik hier", "fr": "cliquez ici"}
EDITOR = {"nl": "dutch-editor", "fr": "french-editor"}


@pytest.fixture(params=["nl", "fr"])
def page(request, homes):
    parent = homes[request.param]
    page = StandardPage(title="Test", slug="test", introduction="Court.", locale=parent.locale, live=False)
    parent.add_child(instance=page)
    page.save_revision()
    return page


def language_of(page):
    return page.locale.language_code


def form_of(page, *blocks, **changes):
    data = {
        "title": page.title,
        "slug": page.slug,
        "introduction": page.introduction,
        "body-count": str(len(blocks)),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        "go_live_at": "",
        "expire_at": "",
    }
    for number, (kind, values) in enumerate(blocks):
        prefix = f"body-{number}"
        data |= {f"{prefix}-deleted": "", f"{prefix}-order": str(number), f"{prefix}-type": kind}
        data |= {f"{prefix}-id": f"00000000-0000-0000-0000-00000000000{number}"}
        data |= {f"{prefix}-value{name and '-'}{name}": value for name, value in values.items()}
    return data | changes


def rich(html):
    """Rich text as the editor posts it."""
    text, ranges, entities = "", [], {}
    for before, href, words in re.findall(r'([^<]*)(?:<a href="([^"]*)">([^<]*)</a>)?', html):
        text += before
        if href:
            key = len(entities)
            ranges.append({"offset": len(text), "length": len(words), "key": key})
            entities[str(key)] = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": href}}
            text += words
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": ranges}
    return ("rich_text", {"": json.dumps({"blocks": [block], "entityMap": entities})})


def links(*texts):
    values = {"title": "", "links-count": str(len(texts))}
    for number, text in enumerate(texts):
        item = f"links-{number}"
        values |= {f"{item}-deleted": "", f"{item}-order": str(number), f"{item}-type": "item", f"{item}-id": ""}
        values |= {f"{item}-value-text": text, f"{item}-value-page": "", f"{item}-value-url": "https://example.org/"}
    return ("links", values)


def send(client, page, user, action="submit", blocks=(), **changes):
    client.force_login(user)
    data = form_of(page, *blocks, **changes) | ({f"action-{action}": "1"} if action else {})
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def text_of(response):
    return unescape(response.text)


def is_submitted(page):
    return WorkflowState.objects.active().filter(object_id=str(page.pk)).exists()


def test_every_page_has_this_form():
    for model in (HomePage, StandardPage, WorkingGroupPage):
        assert issubclass(model.get_edit_handler().get_form_class(), PageForm)


def test_a_page_in_order_is_submitted(client, page, person):
    response = send(client, page, person(EDITOR[language_of(page)]), blocks=[rich("Zie de wet."), links("De wet")])

    assert response.status_code == 302
    assert is_submitted(page)


@pytest.mark.parametrize("reader", ["nl", "fr"])
def test_a_page_with_an_error_is_not_submitted_and_keeps_what_was_typed(client, page, person, reader):
    words = EMPTY[language_of(page)]
    typed = [rich("Eerst."), rich(f'Getypt <a href="https://example.org/">{words}</a>'), links("De wet", words)]

    user = person(EDITOR[language_of(page)], language=reader)
    response = send(client, page, user, blocks=typed, introduction="Ook getypt.")

    assert response.status_code == 200
    assert not is_submitted(page)
    for kept in ("Getypt ", "Ook getypt.", "De wet"):
        assert kept in text_of(response)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().introduction == "Court."


def test_an_error_stands_beside_its_block_and_above_the_form(client, page, person):
    words = EMPTY[language_of(page)]
    blocks = [rich("Eerst."), rich(f'<a href="https://example.org/">{words}</a>'), links("De wet", words)]

    response = send(client, page, person(EDITOR[language_of(page)]), blocks=blocks)

    form = response.context["form"]
    error, line = form.errors.as_data()["body"]
    assert words in error.message
    assert words in line.message
    beside = error.as_json_data()["blockErrors"]
    assert set(beside) == {1, 2}
    assert words in beside[1]["messages"][0]
    assert words in beside[2]["blockErrors"]["links"]["blockErrors"][1]["blockErrors"]["text"]["messages"][0]
    assert form.non_field_errors()
    assert f"“{words}”" in text_of(response)


def test_a_draft_may_hold_errors(client, page, person):
    words = EMPTY[language_of(page)]

    response = send(client, page, person(EDITOR[language_of(page)]), action="", blocks=[links(words)])

    assert response.status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body[0].value["links"][0]["text"] == words


def test_warnings_keep_nobody_from_submitting(client, page, person):
    response = send(client, page, person(EDITOR[language_of(page)]), introduction="woord " * 60)

    assert response.status_code == 302
    assert is_submitted(page)


def test_a_picture_without_words_is_told_beside_its_field(client, page, person):
    picture = SiteImage.objects.create(title="Vijf ringen", file="rings.png", width=1, height=1)

    response = send(client, page, person(EDITOR[language_of(page)]), picture=str(picture.pk))

    assert response.status_code == 200
    assert "Vijf ringen" in response.context["form"].errors["picture"][0]


def test_an_error_of_wagtail_s_own_comes_first(client, page, person):
    response = send(client, page, person(EDITOR[language_of(page)]), blocks=[links("", EMPTY[language_of(page)])])

    (error,) = response.context["form"].errors.as_data()["body"]
    assert set(error.as_json_data()["blockErrors"][0]["blockErrors"]["links"]["blockErrors"]) == {0}


@pytest.mark.parametrize(
    ("data", "checked"),
    [
        ({}, True),
        ({"action-submit": "1"}, True),
        ({"action-workflow-action": "1", "workflow-action-name": "approve"}, True),
        ({"action-workflow-action": "1", "workflow-action-name": "reject"}, False),
        ({"action-cancel-workflow": "1"}, False),
    ],
)
def test_who_returns_or_withdraws_a_page_need_not_mend_it_first(page, data, checked):
    form_class = StandardPage.get_edit_handler().get_form_class()
    form = form_class(
        form_of(page, links(EMPTY[language_of(page)])) | data, instance=page, parent_page=page.get_parent()
    )

    assert ("body" in form.errors) is checked


# --- The schedule ----------------------------------------------------------------------------------------------------


def bound(page, administrator, **changes):
    """The form of a page with these values; administrators see the schedule."""
    form_class = StandardPage.get_edit_handler().get_form_class()
    values = {"instance": page, "parent_page": page.get_parent(), "for_user": administrator}
    return form_class(form_of(page, **changes), **values)


@pytest.fixture
def administrator(django_user_model, site):
    return django_user_model.objects.create_superuser("boss", "boss@example.org", "x")


SKIPPED = ["2026-03-29 02:30", "2027-03-28 02:00", "2035-03-25 02:59"]
REPEATED = ["2026-10-25 02:30", "2027-10-31 02:00", "2035-10-28 02:59"]


@pytest.mark.parametrize("reader", ["nl", "fr"])
@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
@pytest.mark.parametrize("moment", [*SKIPPED, *REPEATED])
def test_an_hour_that_the_clock_skips_or_repeats_is_explained(page, administrator, reader, field, moment):
    with override(reader):
        form = bound(page, administrator, **{field: moment})

        (message,) = form.errors[field]
        assert message == clock_change(datetime.fromisoformat(moment))
        assert form[field].value() == moment
        assert form.non_field_errors()


@pytest.mark.parametrize(
    ("moment", "near"), [("2026-03-29 02:30", ("1:30", "3:30")), ("2026-10-25 02:30", ("1:30", "3:30"))]
)
def test_the_explanation_names_times_that_are_there(moment, near):
    message = clock_change(datetime.fromisoformat(moment))

    assert all(time in message for time in near)
    assert "2026" in message


@pytest.mark.parametrize("moment", ["2026-03-29 01:59", "2026-03-29 03:00", "2026-10-25 01:59", "2026-10-25 03:00"])
def test_the_hours_around_the_change_of_the_clock_are_as_any_other(moment):
    assert clock_change(datetime.fromisoformat(moment)) == ""


def test_what_cannot_be_read_keeps_the_message_of_the_field(page, administrator):
    form = bound(page, administrator, go_live_at="morgen")

    assert [error.code for error in form.errors.as_data()["go_live_at"]] == ["invalid"]


def test_a_moment_in_the_repeated_hour_that_was_there_already_stays(page, administrator):
    stored = datetime.fromisoformat("2035-10-28T01:30:00+00:00")
    page.go_live_at = stored

    form = bound(page, administrator, go_live_at="2035-10-28 02:30")

    assert "go_live_at" not in form.errors
    assert form.cleaned_data["go_live_at"] == stored


def test_a_schedule_changed_to_the_past_is_refused(page, administrator):
    yesterday = timezone.localtime() - timedelta(days=1)

    form = bound(page, administrator, go_live_at=yesterday.strftime("%Y-%m-%d %H:%M"))
    late = bound(page, administrator, expire_at=yesterday.strftime("%Y-%m-%d %H:%M"))

    assert len(form.errors["go_live_at"]) == 1
    assert len(late.errors["expire_at"]) == 1
    assert form.non_field_errors()


def test_a_moment_that_went_by_since_is_no_obstacle(page, administrator):
    page.go_live_at = timezone.now().replace(second=0, microsecond=0) - timedelta(days=1)
    shown = timezone.localtime(page.go_live_at).strftime("%Y-%m-%d %H:%M")

    assert "go_live_at" not in bound(page, administrator, go_live_at=shown).errors


def test_a_schedule_to_come_is_accepted(page, administrator):
    assert bound(page, administrator, go_live_at="2035-01-01 09:00", expire_at="2035-02-01 09:00").errors == {}


def test_the_editor_says_that_the_schedule_is_wrong(client, page, administrator):
    response = send(client, page, administrator, action="", go_live_at="2027-03-28 02:30")

    assert response.status_code == 200
    assert "2027-03-28 02:30" in response.text
    assert text_of(response).count(clock_change(datetime(2027, 3, 28, 2, 30))) >= 2  # noqa: DTZ001 - as it was typed


@given(moment=st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - as typed
def test_no_moment_makes_the_explanation_raise(moment):
    clock_change(moment)


@pytest.mark.parametrize(
    "moment", ["0001-01-01 00:00", "9999-12-31 23:59", "2026-02-30 10:00", "'; --", "\x00", "٢٠٢٦-٠١-٠١ ٠٠:٠٠"]
)
def test_no_typed_moment_makes_the_form_raise(page, administrator, moment):
    bound(page, administrator, go_live_at=moment, expire_at=moment).is_valid()
