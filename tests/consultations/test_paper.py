"""What came in on paper, by mail or at a meeting: entered by one, compared with its source by another, and equal."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from consultations.models import AccessEntry, Contribution, Draft, Source
from consultations.paper.entries import facts_of
from consultations.paper.services import entry_check
from consultations.paper.sources import expire
from consultations.services.drafts import about_in
from consultations.services.identities import identity_read
from core.dates import today
from core.private_files import private_storage
from editorial.roles import ROLES

from .paper_world import SCAN, cells_of, form_of, posted, running, scan, xlsx
from .world import begun, sent

pytestmark = pytest.mark.django_db

ENTERERS = {"consultation-manager", "administrator"}


def address(name, *arguments):
    return reverse(f"contributions:{name}", args=arguments)


@pytest.fixture
def world(site):
    return running()


@pytest.fixture
def enterer(person):
    return person("consultation-manager")


@pytest.fixture
def checker(person):
    return person("consultation-manager", first_name="Tweede", last_name="Lezer")


def begin(client, asked, **more):
    data = {
        "consultation": asked.pk, "channel": "paper", "received_on": today().isoformat(), "language": "nl",
        "file": scan(),
    } | more  # fmt: skip
    return client.post(address("add"), data)


def entered(client, world, user, **more):
    """A contribution that waits for its check."""
    client.force_login(user)
    begin(client, world[0])
    draft = Draft.objects.latest("pk")
    response = client.post(address("enter", draft.pk), posted(*world) | more)
    assert response.status_code == 302, response.content.decode()
    return Contribution.objects.latest("pk")


def test_who_may_enter_and_who_may_not(client, person, world):
    for role in ROLES:
        client.force_login(person(role))
        assert (client.get(address("add")).status_code == 200) == (role in ENTERERS), role


def test_what_is_entered_waits_has_its_source_and_no_receipt(client, world, enterer):
    contribution = entered(client, world, enterer)

    assert contribution.state == "to_check"
    assert contribution.entered_by == enterer
    assert (contribution.channel, contribution.lateness) == ("paper", "in_time")
    assert contribution.received_on == today()
    assert not contribution.receipts.exists()
    assert not Contribution.objects.counted().exists()
    source = contribution.sources.get()
    assert source.name == "brief.pdf"
    assert source.file.read() == SCAN
    assert mail.outbox == []


def test_who_sent_it_is_encrypted_like_everybody(client, world, enterer):
    contribution = entered(client, world, enterer)

    assert identity_read(contribution) == {"name": "Griet Voorbeeld", "email": "griet@example.org"}
    assert "Griet" not in contribution.identity.sealed
    assert contribution.consents.exists()


def test_while_it_is_typed_nobody_is_known_by_the_draft(client, world, enterer):
    client.force_login(enterer)
    begin(client, world[0])
    draft = Draft.objects.get()
    client.post(address("enter", draft.pk), posted(*world, act="save"))
    draft.refresh_from_db()

    assert draft.email_digest == ""
    assert "email" not in about_in(draft)
    assert "Griet" not in draft.sealed
    assert facts_of(draft).about["name"] == "Griet Voorbeeld"


def test_a_second_person_confirms_and_then_it_is_like_every_other(client, world, enterer, checker):
    contribution = entered(client, world, enterer)
    client.force_login(checker)
    page = client.get(address("check", contribution.pk)).content.decode()
    assert "Van het papier" in page
    assert "Griet Voorbeeld" in page

    client.post(address("check", contribution.pk), {"act": "confirm"})

    contribution.refresh_from_db()
    assert (contribution.state, contribution.checked_by) == ("sent", checker)
    receipt = contribution.receipts.get()
    assert (receipt.edition, receipt.digest) == (1, contribution.digest)
    assert Contribution.objects.counted().get() == contribution
    (letter,) = mail.outbox
    assert letter.to == ["griet@example.org"]
    assert contribution.reference in letter.body
    assert contribution.links.filter(purpose="manage").exists()


def test_without_an_address_nothing_is_mailed(client, world, enterer, checker):
    contribution = entered(client, world, enterer, email="")
    client.force_login(checker)

    client.post(address("check", contribution.pk), {"act": "confirm"})

    contribution.refresh_from_db()
    assert contribution.state == "sent"
    assert mail.outbox == []


def test_nobody_checks_what_they_entered_themselves(client, world, enterer):
    contribution = entered(client, world, enterer)
    client.post(address("check", contribution.pk), {"act": "confirm"})

    contribution.refresh_from_db()
    assert contribution.state == "to_check"
    with pytest.raises(ValidationError):
        entry_check(contribution=contribution, by=enterer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=contribution.pk).update(checked_by=enterer)


def test_it_is_checked_once(client, world, enterer, checker):
    contribution = entered(client, world, enterer)
    client.force_login(checker)
    for _click in range(2):
        client.post(address("check", contribution.pk), {"act": "confirm"})

    assert contribution.receipts.count() == 1
    assert len(mail.outbox) == 1


def test_an_analyst_checks_nothing_and_opens_no_source(client, person, world, enterer):
    contribution = entered(client, world, enterer)
    client.force_login(person("analyst"))

    client.post(address("check", contribution.pk), {"act": "confirm"})
    response = client.get(address("source", contribution.sources.get().pk))

    contribution.refresh_from_db()
    assert contribution.state == "to_check"
    assert response.status_code in (302, 403)


def test_every_look_at_who_sent_it_is_recorded(client, world, enterer, checker):
    contribution = entered(client, world, enterer)
    client.force_login(checker)
    client.get(address("check", contribution.pk))
    b"".join(client.get(address("source", contribution.sources.get().pk)).streaming_content)

    acts = AccessEntry.objects.filter(user=checker, contribution=contribution).values_list("act", flat=True)
    assert set(acts) == {"view", "open_file"}


def test_returned_with_a_reason_it_is_corrected_and_checked_by_somebody_else(client, world, enterer, checker):
    contribution = entered(client, world, enterer)
    client.force_login(checker)
    assert client.post(address("check", contribution.pk), {"act": "return", "reason": ""}).status_code == 200
    client.post(address("check", contribution.pk), {"act": "return", "reason": "Vraag 1 is anders."})
    assert "Vraag 1 is anders." in client.get(address("inspect", contribution.pk)).content.decode()
    client.post(address("check", contribution.pk), {"act": "confirm"})
    contribution.refresh_from_db()
    assert contribution.state == "to_check"

    response = client.post(address("correct", contribution.pk))
    page = client.get(response.url).content.decode()
    assert "Van het papier" in page
    assert "Griet Voorbeeld" in page
    _consultation, sample = world
    client.post(response.url, posted(*world) | {sample.key("single"): sample.uid("single/3")})

    contribution.refresh_from_db()
    assert (contribution.entered_by, contribution.edition, contribution.state) == (checker, 2, "to_check")
    assert contribution.sources.count() == 1
    client.post(address("check", contribution.pk), {"act": "confirm"})
    contribution.refresh_from_db()
    assert contribution.state == "to_check"  # the corrector became the one who entered it
    client.force_login(enterer)
    client.post(address("check", contribution.pk), {"act": "confirm"})
    contribution.refresh_from_db()
    assert (contribution.state, contribution.checked_by) == ("sent", enterer)


def test_the_day_on_which_it_came_makes_it_late_not_the_day_on_which_it_is_typed(client, site, enterer):
    world = running(opens_on=today() - timedelta(days=60), closes_on=today() - timedelta(days=20))
    in_time = entered(client, world, enterer, received_on=(today() - timedelta(days=20)).isoformat())
    late = entered(client, world, enterer, received_on=(today() - timedelta(days=19)).isoformat())

    assert (in_time.lateness, late.lateness) == ("in_time", "late")


@pytest.mark.parametrize("days", [1, -31, -12_000])
def test_a_day_that_cannot_be_right_is_refused_and_the_document_is_kept(client, world, enterer, days):
    client.force_login(enterer)
    day = (today() + timedelta(days=days)).isoformat()

    response = begin(client, world[0], received_on=day)

    assert response.status_code == 200
    form = response.context["form"]
    assert "received_on" in form.errors
    again = begin(client, world[0], file="", held=form.data["held"])
    assert again.status_code == 302
    assert facts_of(Draft.objects.get()).sources[0]["name"] == "brief.pdf"


@pytest.mark.parametrize(
    "wrong",
    [
        {"file": ""},
        {"file": "", "held": "forged:token"},
        {"file": scan("brief.exe")},
        {"file": scan("brief.pdf", b"MZ this is no PDF")},
        {"consultation": "999999"},
        {"consultation": "\x00"},
        {"channel": "web"},
        {"received_on": "1900-01-01"},
        {"language": "xx"},
    ],
)
def test_nothing_wrong_begins(client, world, enterer, wrong):
    client.force_login(enterer)

    response = begin(client, world[0], **wrong)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Draft.objects.exists()


def test_what_somebody_else_held_is_not_used(client, world, enterer, checker):
    client.force_login(enterer)
    held = begin(client, world[0], channel="web").context["form"].data["held"]
    client.force_login(checker)

    assert begin(client, world[0], file="", held=held).status_code == 200


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, world, enterer):
    _consultation, sample = world
    client.force_login(enterer)
    begin(client, world[0])
    draft = Draft.objects.get()

    wrong = {
        sample.key("single"): "",
        sample.key("number"): "veel",
        sample.key("long"): "Blijft staan",
        "email": "geen",
    }
    response = client.post(address("enter", draft.pk), posted(*world) | wrong)
    page = response.content.decode()

    assert response.status_code == 200
    for kept in ("Blijft staan", "veel", "geen", "Griet Voorbeeld"):
        assert kept in page
    assert not Contribution.objects.exists()
    draft.refresh_from_db()
    assert draft.typed[sample.key("long")] == "Blijft staan"


def test_somebodys_own_draft_is_opened_by_no_staff(client, world, enterer, checker):
    own = begun(*world, at=None)
    client.force_login(enterer)
    begin(client, world[0])
    of_a_colleague = Draft.objects.latest("pk")
    client.force_login(checker)

    for draft in (own, of_a_colleague):
        for name in ("enter", "held_source"):
            assert client.get(address(name, draft.pk), follow=True).status_code == 404


def test_what_was_begun_is_found_again(client, world, enterer):
    client.force_login(enterer)
    begin(client, world[0])
    draft = Draft.objects.get()
    assert address("enter", draft.pk) in client.get(address("add")).content.decode()

    client.post(address("enter", draft.pk), posted(*world))

    assert address("enter", draft.pk) not in client.get(address("add")).content.decode()


def test_sent_twice_it_is_one(client, world, enterer):
    client.force_login(enterer)
    begin(client, world[0])
    draft = Draft.objects.get()
    for _click in range(2):
        client.post(address("enter", draft.pk), posted(*world))

    assert Contribution.objects.count() == 1
    assert Source.objects.count() == 1


def test_only_what_waits_is_corrected(client, world, enterer):
    contribution = sent(*world, at=None)
    client.force_login(enterer)

    client.post(address("correct", contribution.pk))

    assert not Draft.objects.filter(sent_at__isnull=True).exists()


def test_a_form_of_ours_fills_in_the_answers(client, world, enterer):
    consultation, sample = world
    client.force_login(enterer)

    begin(client, consultation, file=xlsx(form_of(consultation, cells_of(sample), "fr")))

    draft = Draft.objects.get()
    assert draft.language == "fr"
    assert draft.typed[sample.key("single")]["option"] == sample.uid("single/2")
    assert facts_of(draft).about["name"] == "Griet Voorbeeld"
    page = client.get(address("enter", draft.pk)).content.decode()
    assert "Nu wel gevraagd" in page


def test_nothing_is_entered_before_the_consultation_opens(client, site, enterer):
    consultation, _sample = running(opens_on=today() + timedelta(days=2), closes_on=today() + timedelta(days=9))
    client.force_login(enterer)

    assert begin(client, consultation).status_code == 200
    assert not Draft.objects.exists()


def test_a_document_from_which_nothing_was_entered_is_kept_no_longer_than_needed(client, world, enterer):
    contribution = entered(client, world, enterer)
    begin(client, world[0])
    (held,) = facts_of(Draft.objects.get(sent_at__isnull=True)).sources
    storage, now = private_storage(), timezone.now()

    expire(now + timedelta(days=59))
    assert storage.exists(held["file"])
    expire(now + timedelta(days=62))

    assert not storage.exists(held["file"])
    assert storage.exists(contribution.sources.get().file.name)
