"""Personal data is encrypted, keys can be changed, and a key that is gone breaks no page."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from consultations.models import Draft, Identity
from consultations.privacy import checks
from consultations.services.drafts import about_in, draft_about, draft_edit
from consultations.services.identities import identity_open, identity_read
from consultations.services.sending import contribution_send
from core.sealing import Unreadable, email_digest, seal, unseal, unseal_or_nothing

from .world import ABOUT, DURING, begun, opened, sent

OLD, NEW = (Fernet.generate_key().decode() for _key in range(2))
PERSON = {"name": "Griet “Gré” Voorbeeld", "email": "griet@example.org"}


def test_what_is_sealed_cannot_be_read_and_comes_back_whole():
    sealed = seal(PERSON)

    assert "Griet" not in sealed
    assert sealed != seal(PERSON)
    assert unseal(sealed) == PERSON
    assert unseal("") == {}


@pytest.mark.parametrize("sealed", ["x", "gAAAAA", "é", "\x00"])
def test_what_is_not_sealed_is_unreadable(sealed):
    with pytest.raises(Unreadable):
        unseal(sealed)


def test_what_cannot_be_read_is_nothing_and_is_in_the_log_without_content(settings, caplog):
    sealed = seal(PERSON)
    settings.IDENTITY_KEYS = [NEW]

    assert unseal_or_nothing(sealed) == {}
    assert "IDENTITY_KEYS" in caplog.text
    assert sealed not in caplog.text


def test_a_new_key_in_front_seals_and_the_old_one_still_opens(settings):
    settings.IDENTITY_KEYS = [OLD]
    before = seal(PERSON)
    settings.IDENTITY_KEYS = [NEW, OLD]
    after = seal(PERSON)

    assert unseal(before) == unseal(after) == PERSON
    settings.IDENTITY_KEYS = [NEW]
    assert unseal(after) == PERSON


@pytest.mark.parametrize("written", ["Griet@Example.org", " griet@example.org\n"])
def test_one_address_has_one_digest_however_it_is_written(written):
    assert email_digest(written) == email_digest("griet@example.org") != email_digest("g@example.org")


def test_no_address_has_no_digest_and_another_key_another(settings):
    before = email_digest("griet@example.org")
    settings.EMAIL_DIGEST_KEY = "another"

    assert email_digest(" ") == ""
    assert email_digest("griet@example.org") != before


@pytest.mark.django_db
def test_everything_is_sealed_again_with_the_first_key_and_digested_with_the_key_of_now(settings, capsys):
    settings.IDENTITY_KEYS = [OLD]
    consultation, sample = opened()
    contribution = sent(consultation, sample)
    draft = draft_about(draft=begun(consultation, sample), about=PERSON, at=DURING)
    settings.IDENTITY_KEYS, settings.EMAIL_DIGEST_KEY = [NEW, OLD], "another"

    call_command("consultations_reseal", dry_run=True)
    assert Identity.objects.get().email_digest != email_digest("griet@example.org")
    call_command("consultations_reseal")

    settings.IDENTITY_KEYS = [NEW]
    draft.refresh_from_db()
    assert identity_open(contribution)["name"] == "Griet Voorbeeld"
    assert about_in(draft) == PERSON
    assert Identity.objects.get().email_digest == draft.email_digest == email_digest("griet@example.org")
    assert "encrypted again: 2" in capsys.readouterr().out


@pytest.mark.django_db
def test_what_no_key_opens_stays_as_it_is_and_is_said(settings):
    settings.IDENTITY_KEYS = [OLD]
    contribution = sent(*opened())
    settings.IDENTITY_KEYS = [NEW]

    with pytest.raises(CommandError, match="1 of them"):
        call_command("consultations_reseal")

    settings.IDENTITY_KEYS = [OLD]
    assert identity_open(contribution)["name"] == "Griet Voorbeeld"


@pytest.mark.django_db
def test_with_a_key_that_is_gone_one_can_still_edit_and_send(settings):
    contribution = sent(*opened())
    settings.IDENTITY_KEYS = [NEW]

    assert identity_read(contribution) == {}
    with pytest.raises(Unreadable):
        identity_open(contribution)
    draft = draft_edit(contribution=contribution, at=DURING)
    edited, _new = contribution_send(draft=draft, about=ABOUT, at=DURING)

    assert identity_read(edited)["name"] == "Griet Voorbeeld"
    assert Draft.objects.filter(sent_at__isnull=True).count() == 0


def test_keys_that_are_none_are_found_before_anybody_takes_part(settings):
    settings.IDENTITY_KEYS = [NEW]
    assert checks.the_keys_of_identities_are_keys(None) == []

    settings.IDENTITY_KEYS = [NEW, "short", "é" * 44]
    assert [error.id for error in checks.the_keys_of_identities_are_keys(None)] == ["consultations.E002"] * 2
    settings.IDENTITY_KEYS = []
    assert [error.id for error in checks.the_keys_of_identities_are_keys(None)] == ["consultations.E001"]


def test_a_deployment_has_keys_of_its_own(settings):
    settings.IDENTITY_KEYS, settings.EMAIL_DIGEST_KEY = [NEW], "x" * 32
    assert checks.the_keys_are_the_sites_own(None) == []

    settings.IDENTITY_KEYS = [NEW, "ZGV2LW9ubHktYW5kLXdvcnRoLW5vdGhpbmctYXQtYWw="]
    settings.EMAIL_DIGEST_KEY = settings.SECRET_KEY = "short"
    found = {error.id for error in checks.the_keys_are_the_sites_own(None)}
    assert found == {"consultations.E003", "consultations.E004", "consultations.E005"}


def test_the_keys_of_development_and_tests_are_the_ones_that_are_refused():
    from importlib import import_module

    for name in ("dev", "test"):
        module = import_module(f"platform_site.settings.{name}")
        assert set(module.IDENTITY_KEYS) <= checks.PUBLISHED
        assert module.EMAIL_DIGEST_KEY in checks.PUBLISHED
