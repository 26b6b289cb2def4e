"""Logging in with a passkey, by a virtual authenticator, and what the screens of the log-in look like to everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from . import demonstration

PERSON = "partner-manager"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(base, chromium):
    """A page at a name that passkeys are for: they know no bare addresses."""
    context = chromium.new_context(base_url=base.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    authenticator = context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()


def address(name, language):
    with override(language):
        return reverse(name)


def looks_right(page):
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert Axe().run(page).response["violations"] == [], (page.url, width)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (page.url, width)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_passkey_is_added_and_logs_in_and_every_screen_is_in_order(page, language):
    page.goto(address("account_login", language))
    page.click("main summary")
    page.click("main details [type=submit]")
    expect(page.locator(".error-summary")).to_be_focused()
    looks_right(page)
    page.goto(address("account_signup", language))
    looks_right(page)

    demonstration.log_in(page, PERSON)
    page.goto(address("mfa_add_webauthn", language))
    looks_right(page)
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(f"**{address('mfa_view_recovery_codes', language)}")
    for name in ("mfa_view_recovery_codes", "account_safety", "mfa_activate_totp", "usersessions_list"):
        page.goto(address(name, language))
        looks_right(page)

    page.locator(".space form button").click()
    page.goto(address("account_login", language))
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(f"**{address('space:home', language)}")
    expect(page.locator(".space__who")).not_to_be_empty()
    page.goto(address("account_safety", language))
    page.locator("#passkeys ~ ul a").last.click()
    page.locator("main form.form button").click()
    page.wait_for_url(f"**{address('account_safety', language)}")
    expect(page.locator("#passkeys ~ ul")).to_have_count(0)
