"""What every answer carries, and what none does."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from core.middleware import NulByteMiddleware
from tests.factories import ActionFactory, ActionPlanFactory, GroupFactory, OrganisationFactory, UserFactory, pages_for

pytestmark = pytest.mark.django_db


def directives(response):
    policy = response.headers["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in policy.split(";") if part.strip())}


@pytest.fixture
def public_addresses(homes):
    plan = ActionPlanFactory()
    for record in (plan, ActionFactory(plan=plan), OrganisationFactory(), GroupFactory()):
        pages_for(record)
    return ["/", reverse("search"), *(page.url for page in Page.objects.live().filter(depth__gt=1))]


def test_public_pages_have_a_strict_policy_no_cookie_and_the_same_answer_for_everybody(client, public_addresses):
    assert len(public_addresses) >= 18
    for address in public_addresses:
        response = client.get(address)

        assert response.status_code == 200, address
        policy = directives(response)
        scripts = ["'self'"] if address == reverse("search") else ["'none'"]
        assert policy["script-src"] == policy["connect-src"] == scripts, address
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"], address
        assert policy["style-src"] == ["'self'"]
        assert not response.cookies, address
        assert "cookie" not in response.headers.get("Vary", "").lower(), address
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/nl/", "/nl/bestaat-niet/", "/fr/nexiste-pas/"])
def test_a_page_may_run_scripts_of_this_site_where_the_search_form_stands_and_nowhere_else(client, site, address):
    for where in (address, reverse("search")):
        response = client.get(where)
        policy = directives(response)
        has_form = "data-suggestions" in response.text

        assert has_form == (where != "/nl/")
        assert ('src="/static/search/combobox.js"' in response.text) == has_form
        assert policy["script-src"] == policy["connect-src"] == (["'self'"] if has_form else ["'none'"])
        assert policy["default-src"] == ["'none'"]
        assert policy["style-src"] == ["'self'"]


def test_public_pages_hold_no_token_no_inline_script_or_style_and_nothing_of_others(client, public_addresses):
    for address in public_addresses:
        text = client.get(address).text

        assert "csrfmiddlewaretoken" not in text, address
        assert " style=" not in text, address
        assert "<style" not in text, address
        assert "<script>" not in text, address
        assert 'src="http' not in text, address
        assert "javascript:" not in text, address


def test_an_editor_gets_the_public_page_that_everybody_gets(client, public_addresses):
    for address in public_addresses[:6]:
        anonymous = client.get(address).content
        client.force_login(UserFactory(is_superuser=True))
        assert client.get(address).content == anonymous, address
        client.logout()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_administration_has_a_policy_of_its_own(client, site, language):
    client.force_login(UserFactory(is_superuser=True, language=language))

    policy = directives(client.get(reverse("wagtailadmin_home")))

    assert "'unsafe-inline'" in policy["script-src"]
    assert policy["default-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]


@pytest.mark.parametrize("address", ["/nl/\x00", "/\x00/", "/admin/\x00"])
def test_an_address_with_a_nul_byte_is_not_found(client, site, address):
    assert client.get(address.replace("\x00", "%00")).status_code == 404


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "%00=1", "q=%%0000", "q=%2500", "q=%0%000", "a=\x00"])
def test_no_nul_byte_of_a_query_string_reaches_a_view(rf, query):
    seen = []
    request = rf.get("/")
    request.META["QUERY_STRING"] = query

    NulByteMiddleware(lambda request: seen.append(request.GET))(request)

    (data,) = seen
    assert not any("\x00" in text for key, values in data.lists() for text in (key, *values))


def test_a_query_without_a_nul_byte_is_left_as_it_is(rf):
    request = rf.get("/?q=%C3%A9%2500&x=1")

    NulByteMiddleware(lambda request: None)(request)

    assert request.GET.dict() == {"q": "é%00", "x": "1"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_editor_shows_a_preview_in_a_frame_and_nobody_else_shows_a_page_in_one(client, homes, language):
    client.force_login(UserFactory(is_superuser=True))

    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[homes[language].pk]))
    page = client.get(homes[language].url)

    assert "frame-ancestors 'self'" in preview.headers["Content-Security-Policy"]
    assert preview.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
