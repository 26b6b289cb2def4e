"""The queue of requests: who sees and decides what, once, with a mail in the language of who asked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext, override
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from core.languages import active_language
from partners.models import Claim, ProfileSubmission
from partners.moderation import daily
from partners.moderation.acts import AlreadyDecided, Changed, accept, seen_of, send_back
from partners.moderation.kinds import Kind, kind_of, kinds_for, register
from partners.moderation.profiles import ProfileForm
from partners.moderation.queue import earlier, requests_of, waiting_count, waiting_keys
from tests.factories import OrganisationFactory, RepresentativeFactory, UserFactory, person_in_role

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)


@pytest.fixture
def moderator(site):
    user = person_in_role("partner-manager", language="fr", first_name="Odile")
    UserProfile.get_for_user(user)
    return user


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def claim_of(organisation=None, *, user=None, hours=0, **values):
    values = {"typed": {"function": "Directeur", "name_nl": "Nieuwe vzw", "name_fr": "Nouvelle asbl"}} | values
    return Claim.objects.create(
        organisation=organisation,
        submitted_by=user or UserFactory(),
        submitted_at=NOON + timedelta(hours=hours),
        **{"language": "nl", "state": "submitted"} | values,
    )


def profile_of(organisation, *, user=None, typed=None, **values):
    website = {"website": "https://nieuw.example"}
    return ProfileSubmission.objects.create(
        organisation=organisation,
        submitted_by=user or UserFactory(),
        submitted_at=NOON,
        saved_at=NOON,
        typed=website if typed is None else typed,
        before={"website": ""},
        **{"language": "nl", "state": "submitted"} | values,
    )


def waiting(user, **which):
    return [(kind.code, request) for kind, request in requests_of(list(waiting_keys(user, **which)))]


# --- What waits ------------------------------------------------------------------------------------------------------


def test_what_waits_comes_in_one_list_the_oldest_first(moderator):
    late, early = claim_of(hours=3), claim_of(hours=-3)
    profile = profile_of(OrganisationFactory())
    for state in ("accepted", "returned", "withdrawn", "draft"):
        claim_of(state=state, decided_at=NOON, reason="Omdat.")

    assert waiting(moderator) == [("claim", early), ("profile", profile), ("claim", late)]
    assert waiting_count(moderator) == 3


def test_a_moderator_sees_the_kinds_that_they_may_decide(site):
    claim_of()
    for role in ("dutch-editor", "plan-coordinator", "analyst"):
        user = person_in_role(role)
        assert not [kind for kind in kinds_for(user) if kind.code in {"claim", "profile"}]
        assert waiting_count(user) == 0
    assert {kind.code for kind in kinds_for(person_in_role("administrator"))} >= {"claim", "profile", "pledge"}


def test_the_list_can_be_narrowed_to_a_kind_and_to_ones_own_organisations(moderator):
    mine, other = OrganisationFactory(account_manager=moderator), OrganisationFactory()
    claim, profile = claim_of(mine), profile_of(other)

    assert waiting(moderator, kind="profile") == [("profile", profile)]
    assert waiting(moderator, manager=moderator) == [("claim", claim)]
    assert waiting_keys(moderator, kind="nothing") is None


def test_ones_own_request_and_that_of_an_organisation_one_speaks_for_wait_for_others(moderator):
    ours = RepresentativeFactory(user=moderator, role="member").organisation
    was_ours = RepresentativeFactory(user=moderator, until=NOON.date()).organisation
    own, of_ours, of_past = claim_of(user=moderator), profile_of(ours), profile_of(was_ours)
    started = profile_of(OrganisationFactory(), started_by=moderator)

    assert waiting(moderator) == [("profile", of_past)]
    for code, request in (("claim", own), ("profile", of_ours), ("profile", started)):
        with pytest.raises(PermissionDenied):
            accept(kind=kind_of(code), request=request, by=moderator)
        with pytest.raises(PermissionDenied):
            send_back(kind=kind_of(code), request=request, by=moderator, reason="Nee.")


def test_a_request_of_somebody_who_left_the_site_still_waits(moderator):
    claim = claim_of()
    claim.submitted_by.delete()

    assert waiting(moderator) == [("claim", claim)]


def test_the_queue_takes_as_many_questions_for_thirty_requests_as_for_three(moderator, django_assert_max_num_queries):
    def ask():
        requests_of(list(waiting_keys(moderator)[:30]))

    for number in range(3):
        claim_of(OrganisationFactory(account_manager=moderator), hours=number)
    ask()  # the rights of the moderator are asked once
    with django_assert_max_num_queries(3) as few:
        ask()
    for number in range(27):
        claim_of(OrganisationFactory(account_manager=moderator), hours=number)
    with django_assert_max_num_queries(len(few)):
        ask()


def test_what_was_decided_on_the_same_is_shown_the_newest_first(moderator):
    organisation = OrganisationFactory()
    old = claim_of(organisation, state="returned", reason="Wie bent u?", decided_at=NOON - timedelta(days=2))
    new = claim_of(organisation, state="returned", reason="Nog eens.", decided_at=NOON - timedelta(days=1))
    claim_of(OrganisationFactory(), state="returned", reason="Anders.", decided_at=NOON)

    assert earlier(kind_of("claim"), claim_of(organisation)) == [new, old]
    assert earlier(kind_of("claim"), claim_of()) == []


def test_a_second_kind_of_the_same_code_is_an_error():
    same = Kind("claim", Claim, "", "partners.moderate_claim", lambda *_: [], lambda **_: None, lambda **_: None)
    with pytest.raises(ValueError, match="claim"):
        register(same)


# --- Decisions -------------------------------------------------------------------------------------------------------


def test_an_accepted_claim_makes_a_representative_in_the_role_that_was_chosen(moderator):
    claim = claim_of(OrganisationFactory())

    accept(kind=kind_of("claim"), request=claim, by=moderator, data={"role": "member"})

    claim.refresh_from_db()
    assert (claim.state, claim.decided_by, claim.proof) == ("accepted", moderator, "secretariat")
    assert claim.representative.role == "member"


def test_the_claim_of_a_new_organisation_can_be_put_right_or_tied_to_one_of_the_register(moderator):
    renamed, tied, known = claim_of(), claim_of(), OrganisationFactory()

    names = {"name_nl": "De Nieuwe", "name_fr": "La Nouvelle"}
    accept(kind=kind_of("claim"), request=renamed, by=moderator, data={"role": "administrator", **names})
    accept(kind=kind_of("claim"), request=tied, by=moderator, data={"role": "administrator", "known": known})

    renamed.refresh_from_db()
    tied.refresh_from_db()
    assert (renamed.organisation.name_nl, renamed.organisation.name_fr) == ("De Nieuwe", "La Nouvelle")
    assert not renamed.organisation.is_public
    assert tied.organisation == known


def test_an_accepted_profile_writes_what_was_asked_with_the_corrections(moderator):
    organisation = OrganisationFactory(website="")
    submission = profile_of(organisation)
    form = ProfileForm({"website": "https://nieuw.example/nl"}, request=submission)
    assert form.is_valid()

    accept(kind=kind_of("profile"), request=submission, by=moderator, data=form.texts)

    organisation.refresh_from_db()
    assert organisation.website == "https://nieuw.example/nl"


def test_a_form_that_was_left_as_it_came_corrects_nothing(moderator):
    typed = {"website": "https://nieuw.example", "introduction_nl": "Wij zijn er.\nNog steeds."}
    submission = profile_of(OrganisationFactory(), typed=typed)
    form = ProfileForm(typed | {"introduction_nl": "Wij zijn er.\r\nNog steeds.", "text_nl": ""}, request=submission)

    assert form.is_valid()
    assert form.texts == {}
    assert "introduction_fr" in form.fields, "the missing language can be added"


def test_what_somebody_else_changed_meanwhile_is_decided_by_the_moderator(moderator):
    organisation = OrganisationFactory(size="large", website="https://redactie.example")
    submission = profile_of(organisation, typed={"size": "small", "website": "https://nieuw.example"})
    untouched = {"website": "https://nieuw.example"}

    assert not ProfileForm(untouched, request=submission).is_valid()
    form = ProfileForm(untouched | {"size": "now"}, request=submission)
    assert form.is_valid()
    assert form.texts == {"size": "large", "website": "https://nieuw.example"}


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_nothing_is_sent_back_without_a_reason(moderator, reason):
    claim = claim_of()

    with pytest.raises(ValidationError):
        send_back(kind=kind_of("claim"), request=claim, by=moderator, reason=reason)
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_a_request_is_decided_once(moderator):
    claim, colleague = claim_of(OrganisationFactory()), person_in_role("administrator")
    accept(kind=kind_of("claim"), request=claim, by=colleague, data={"role": "member"})

    for decide in (
        lambda: accept(kind=kind_of("claim"), request=claim, by=moderator),
        lambda: send_back(kind=kind_of("claim"), request=claim, by=moderator, reason="Nee."),
    ):
        with pytest.raises(AlreadyDecided):
            decide()
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == ("accepted", colleague)


def test_nobody_decides_on_another_text_than_they_read(moderator):
    submission = profile_of(OrganisationFactory())
    seen = seen_of(submission)
    ProfileSubmission.objects.filter(pk=submission.pk).update(submitted_at=NOON + timedelta(hours=1))

    with pytest.raises(Changed):
        accept(kind=kind_of("profile"), request=submission, by=moderator, seen=seen)


def test_who_may_not_decide_on_that_kind_decides_nothing(site):
    for role in ("dutch-editor", "plan-coordinator"):
        with pytest.raises(PermissionDenied):
            accept(kind=kind_of("claim"), request=claim_of(OrganisationFactory()), by=person_in_role(role))


def test_the_log_holds_the_decision_and_nobody_who_asked(moderator):
    person = UserFactory(first_name="Geheime", last_name="Naam", email="geheim@example.org")
    submission = profile_of(OrganisationFactory(name_nl="Bekend", name_fr="Connue"), user=person)
    send_back(kind=kind_of("profile"), request=submission, by=moderator, reason="Beste Geheime Naam, dit kan niet.")

    entries = ModelLogEntry.objects.for_instance(submission)
    entry = entries.get(action="partners.request_returned")
    assert entry.user == moderator
    assert "Bekend" in entry.label
    for one in entries:
        told = f"{one.label} {one.data} {one.message}"
        assert not any(word in told for word in ("Geheime", "Naam", "geheim@", "dit kan niet"))
        assert one.user_id != person.pk


# --- Mails -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_who_asked_reads_the_reason_in_the_language_in_which_they_asked(moderator, on_commit, language):
    person = UserFactory(language="nl" if language == "fr" else "fr")
    submission = profile_of(OrganisationFactory(code="voorbeeld"), user=person, language=language)

    mail.outbox.clear()
    with on_commit():
        send_back(kind=kind_of("profile"), request=submission, by=moderator, reason="Vul aan.\nEn verbeter.")

    (letter,) = mail.outbox
    assert letter.to == [person.email]
    assert letter.extra_headers["Content-Language"] == language
    with override(language):
        words = {"kind": gettext("Profile of an organisation"), "subject": str(submission.organisation)}
        assert letter.subject == gettext("Sent back: %(kind)s, “%(subject)s”") % words
    assert "> Vul aan.\n> En verbeter." in letter.body
    assert f"/{language}/" in letter.body
    assert "voorbeeld" in letter.body
    assert "Odile" not in letter.body, "the secretariat decides, nobody by name"
    assert active_language() == "nl"


def test_who_asked_hears_that_it_was_accepted(moderator, on_commit):
    submission = profile_of(OrganisationFactory())

    mail.outbox.clear()
    with on_commit():
        accept(kind=kind_of("profile"), request=submission, by=moderator)

    (letter,) = mail.outbox
    assert letter.to == [submission.submitted_by.email]
    assert letter.extra_headers["Content-Language"] == "nl"
    assert submission.organisation.name_nl in letter.subject


def test_a_claim_is_answered_with_one_mail(moderator, on_commit):
    claim = claim_of(OrganisationFactory())

    mail.outbox.clear()
    with on_commit():
        accept(kind=kind_of("claim"), request=claim, by=moderator, data={"role": "member"})

    assert [letter.to for letter in mail.outbox] == [[claim.submitted_by.email]]


def test_a_new_request_is_told_to_the_account_manager_else_to_every_moderator(moderator, on_commit):
    colleague, left = person_in_role("administrator"), person_in_role("partner-manager", is_active=False)
    cases = {
        OrganisationFactory(account_manager=moderator): {moderator.email},
        OrganisationFactory(): {moderator.email, colleague.email},
        OrganisationFactory(account_manager=left): {moderator.email, colleague.email},
        OrganisationFactory(account_manager=UserFactory()): {moderator.email, colleague.email},
    }
    for organisation, told in cases.items():
        mail.outbox.clear()
        with on_commit():
            claim = claim_of(organisation)
        assert {address for letter in mail.outbox for address in letter.to} == told
        assert f"/admin/requests/claim/{claim.pk}/" in mail.outbox[0].body
        mail.outbox.clear()
        with on_commit():
            claim.save()
        assert not mail.outbox, "each time that it is sent in is told once"


def test_what_was_decided_before_the_mail_goes_is_told_to_nobody(moderator, on_commit):
    mail.outbox.clear()
    with on_commit():
        Claim.objects.filter(pk=claim_of().pk).update(state="withdrawn")

    assert not mail.outbox


def test_who_wants_no_mail_at_once_gets_the_overview_of_the_day_once(moderator):
    UserProfile.objects.filter(user=moderator).update(submitted_notifications=False)
    mine, other = OrganisationFactory(account_manager=moderator), OrganisationFactory()
    claim_of(other, hours=-1)
    claim_of(mine)
    mail.outbox.clear()

    assert daily.send_overviews(at=NOON + timedelta(hours=2)) == 1
    (letter,) = mail.outbox
    assert letter.to == [moderator.email]
    assert letter.extra_headers["Content-Language"] == "fr"
    assert letter.body.index(mine.name_fr) < letter.body.index(other.name_fr), "their own organisations first"
    assert daily.send_overviews(at=NOON + timedelta(hours=3)) == 0
    assert daily.send_overviews(at=NOON + timedelta(days=1)) == 0, "nothing new came"
    claim_of(other, hours=25)
    assert daily.send_overviews(at=NOON + timedelta(days=2)) == 1


def test_the_overview_tells_the_others_what_only_the_account_manager_was_told(moderator):
    colleague = person_in_role("administrator")
    claim_of(OrganisationFactory(account_manager=moderator))
    mail.outbox.clear()

    assert daily.send_overviews(at=NOON + timedelta(hours=2)) == 1
    assert mail.outbox[0].to == [colleague.email]


def test_who_turned_off_every_mail_gets_none(moderator, on_commit):
    UserProfile.objects.filter(user=moderator).update(
        submitted_notifications=False, approved_notifications=False, rejected_notifications=False
    )
    mail.outbox.clear()
    with on_commit():
        claim_of()
    daily.send_overviews(at=NOON + timedelta(hours=2))

    assert not mail.outbox
