"""“My data”: what is kept of somebody, to read, to take away, and to leave; of nobody else."""

import json
import time
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from actions.models import ContactPerson, PledgeProposal, ReportDraft, StatusReport
from core.dates import today
from partners.models import Claim, Invitation, ProfileSubmission, Representative
from partners.signals import representation_ended
from tests.database import Queries
from tests.factories import (
    ContactPersonFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    RepresentativeFactory,
    ResponsibilityFactory,
    UserFactory,
    moment,
    person_in_role,
)
from users.models import User
from users.personal import everything, keepers
from users.services import account_erase, accounts_clean, accounts_replay, is_erased

pytestmark = pytest.mark.django_db
AT = moment(date(2026, 11, 2))


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    settings.ERASURE_LEDGER = str(tmp_path / "apart" / "erasures.jsonl")
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path / "private")
    return tmp_path / "apart" / "erasures.jsonl"


def world(language="nl"):
    """Somebody of whom everything is kept that can be kept: “Zebedea” stands in all of it."""
    user = UserFactory(
        username="zebedea", first_name="Zebedea", last_name="Zonderling", email="zebedea@example.org",
        language=language, date_joined=AT - timedelta(days=100),
    )  # fmt: skip
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "zebedea"})
    SocialAccount.objects.create(user=user, provider="oidc", uid="f" * 64)
    UserProfile.objects.get(user=user).avatar.save("zebedea.png", ContentFile(b"Zebedea"))
    log(instance=user, action="wagtail.edit", title="Zebedea Zonderling")
    organisation = OrganisationFactory()
    RepresentativeFactory(user=user, organisation=organisation, function_nl="Zebedea, zaakvoerder", shown="name")
    common = {"organisation": organisation, "language": language}
    request = {"submitted_by": user, "submitted_at": AT - timedelta(days=3)}
    Claim.objects.create(**common, **request, state="submitted", typed={"motivation": "Ik ben Zebedea"})
    Invitation.objects.create(
        **common, email="Zebedea@example.org", digest="a" * 64, made_at=AT, expires_at=AT + timedelta(days=9)
    )
    written = {"started_by": user, "saved_at": AT, "typed": {"introduction": "Zebedea schreef"}}
    ProfileSubmission.objects.create(**common, **written)
    PledgeProposal.objects.create(**common, **written)
    contact = ContactPersonFactory(name="Zebedea", email="zebedea@example.org", user=user, organisation=organisation)
    pledge = PledgeFactory(commitment__organisation=organisation)
    ResponsibilityFactory(commitment=pledge.commitment, contact=contact)
    ResponsibilityFactory(contact=contact, since=today() + timedelta(days=30))
    ReportDraft.objects.create(
        contact=contact, commitment=pledge.commitment, data={"reason": "Zebedea denkt na"}, saved_at=AT
    )
    ReportFactory(commitment=pledge.commitment, contact=contact, submitted_by=None, approved_on=date(2026, 10, 1))
    return user


def log_in(client, user, *, lately=True):
    client.force_login(user)
    if lately:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def url(name, language="nl"):
    with override(language):
        return reverse(f"space:{name}")


def tables_with(text):
    """The tables in which that text stands, in whatever letters."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - our own tables
            if text in str(cursor.fetchall()).lower():
                found.add(model._meta.label)
    return found


# --- Nothing is forgotten --------------------------------------------------------------------------------------------

STAFF = "Of staff, who leave the administration first; the account behind the row then has no name."
ROW = "Says what an account did in the administration; the account behind it has no name after an erasure."
APART = "Tied to no account: the sender reads and erases it by a link of their own."
ELSEWHERE = {
    "actions.Assessment": STAFF,
    "actions.Snapshot.": STAFF,
    "actions.StatusReport.decided_by": STAFF,
    "actions.StatusReportTranslation.": STAFF,
    "actions.Measurement": STAFF,
    "actions.Target": STAFF,
    "actions.Response": STAFF,
    "consultations.": APART,
    "core.SiteSettings.": "The address of an office, never a person’s.",
    "core.SiteImage.": ROW,
    "core.SiteDocument.": ROW,
    "editorial.": STAFF,
    "partners.Group.email": "The address of a group, never a person’s.",
    "partners.Membership.person": "Typed by editors for who agreed; “My data” says how to take it back.",
    "partners.Organisation.email": "The address of an organisation, never a person’s.",
    "users.User_": "The roles of an account, which an erasure takes away.",
    "wagtailadmin.": ROW,
    "wagtailcore.": ROW,
    "wagtaildocs.": ROW,
    "wagtailimages.": ROW,
    "wagtail_localize.": ROW,
    "wagtailusers.UserProfile.avatar": "Goes with the profile.",
}
PERSONAL = {"person", "ip", "ip_address", "user_agent", "first_name", "last_name", "username", "typed", "avatar"}


def personal_columns():
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            to_user = isinstance(field, models.ForeignKey) and field.related_model is User
            if to_user or isinstance(field, models.EmailField) or field.name in PERSONAL:
                yield f"{model._meta.label}.{field.name}"


def test_every_column_about_a_person_has_a_keeper_or_a_reason():
    kept = {column for one in keepers() for column in one.holds}
    columns = set(personal_columns())

    left = [column for column in sorted(columns - kept) if not column.startswith(tuple(ELSEWHERE))]

    assert left == []
    assert [name for name in ELSEWHERE if not any(column.startswith(name) for column in columns - kept)] == []
    assert kept - columns <= {"actions.ContactPerson.name"}


def test_every_line_says_what_why_on_which_ground_how_long_and_who_sees_it():
    for line in (line for one in keepers() for line in one.about):
        for language in ("nl", "fr"):
            with override(language):
                assert all(map(str, (line.what, line.why, line.ground, line.until, line.seen_by)))


# --- To read and to take away ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_page_shows_what_is_kept_of_this_person_and_nobody_else(client, site, language):
    user = world(language)
    other = RepresentativeFactory(user__first_name="Quirinus", user__email="quirinus@example.org")
    Claim.objects.create(submitted_by=other.user, submitted_at=AT, language="nl", typed={"a": "Quirinus vraagt"})

    content = log_in(client, user).get(url("data", language)).content.decode()

    for text in ("Ik ben Zebedea", "Zebedea schreef", "Zebedea denkt na", "zebedea@example.org"):
        assert text in content
    assert "quirinus" not in content.lower()
    assert "f" * 64 not in content
    with override(language):
        for line in (line for one in keepers() for line in one.about):
            assert str(line.what)[:40].replace("’", "’") in content


def test_the_file_holds_the_same_for_people_and_for_machines(client, site):
    user = world()

    response = log_in(client, user).get(url("data_export"))

    archive = ZipFile(BytesIO(response.content))
    assert sorted(archive.namelist()) == ["data.html", "data.json"]
    machine = json.loads(archive.read("data.json"))
    assert set(machine) == {"made_at", "site", "language", "data"}
    assert set(machine["data"]) == set(everything(user, "nl"))
    assert "Ik ben Zebedea" in archive.read("data.html").decode()
    assert response.headers["Cache-Control"].count("no-store") == 1


def test_what_somebody_wrote_cannot_become_markup_in_the_file(client, site):
    user = UserFactory(first_name="<script>", last_name="\u202eevil")

    archive = ZipFile(BytesIO(log_in(client, user).get(url("data_export")).content))

    assert "<script>" not in archive.read("data.html").decode()


def test_a_long_history_costs_no_more_queries_than_a_short_one(site):
    costs = []
    for number in (3, 30):
        user = UserFactory()
        contact = ContactPersonFactory(user=user)
        for _number in range(number):
            RepresentativeFactory(user=user)
            ResponsibilityFactory(contact=contact)
            Claim.objects.create(
                organisation=OrganisationFactory(), submitted_by=user, submitted_at=AT, language="nl", typed={}
            )
        with Queries() as queries:
            everything(user, "nl")
        costs.append(len(queries))

    assert costs[0] == costs[1]


@pytest.mark.parametrize("name", ["data", "data_export", "data_leave"])
def test_who_is_not_logged_in_logs_in_first(client, site, name):
    assert "next=" in client.get(url(name))["Location"]
    if name == "data_leave":
        assert client.post(url(name), {"sure": "on"}).status_code == 403


# --- To leave --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_leaving_erases_everything_at_once_and_ends_every_session(
    client, site, caplog, django_capture_on_commit_callbacks, language
):
    caplog.set_level("DEBUG")
    user = world(language)
    elsewhere = log_in(Client(), user)
    ended = []
    representation_ended.connect(lambda representative, **kwargs: ended.append(representative.user_id), weak=False)

    with django_capture_on_commit_callbacks(execute=True):
        response = log_in(client, user).post(url("data_leave", language), {"sure": "on"})

    assert response["Location"] == url("data_left", language)
    assert client.get(response["Location"]).status_code == 200
    user.refresh_from_db()
    assert is_erased(user)
    assert user.username.startswith("erased-")
    assert not user.has_usable_password()
    assert ended == [user.pk]
    assert "_auth_user_id" not in client.session
    assert elsewhere.get(url("data", language)).status_code == 302
    assert not UserSession.objects.filter(user=user).exists()
    own = [session for session in Session.objects.all() if session.get_decoded().get("_auth_user_id") == str(user.pk)]
    assert not own
    assert tables_with("zebedea") == set()
    assert "zebedea" not in caplog.text.lower()
    letter = mail.outbox[-1]
    assert [message.to for message in mail.outbox].count(["zebedea@example.org"]) == 1
    assert letter.to == ["zebedea@example.org"]
    with override(language):
        title = gettext("Your account on %(site_name)s is erased") % {"site_name": settings.WAGTAIL_SITE_NAME}
    assert letter.subject == title
    assert letter.extra_headers["Content-Language"] == language


def test_what_was_promised_and_reported_stays_under_the_name_of_the_organisation(site):
    user = world()
    organisation = user.representations.get().organisation

    account_erase(user=user, at=AT)

    report = StatusReport.objects.get(commitment__pledge__isnull=False)
    assert report.contact.erased_at == AT
    assert report.on_behalf_of == organisation
    assert report.commitment.pledge.is_public
    row = Representative.objects.get(organisation=organisation)
    assert (row.user, row.until, row.shown, row.function_nl) == (None, today(), "nothing", "")
    claim = Claim.objects.get()
    assert (claim.state, claim.typed, claim.submitted_by) == ("withdrawn", {}, None)
    assert Invitation.objects.open(AT).count() == 0
    assert not ProfileSubmission.objects.exists()
    assert not PledgeProposal.objects.exists()
    assert ModelLogEntry.objects.get(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    ).label.startswith("erased-")


def test_a_draft_that_a_colleague_can_go_on_with_stays_without_who_began_it(site):
    user = world()
    RepresentativeFactory(organisation=user.representations.get().organisation)

    account_erase(user=user, at=AT)

    assert ProfileSubmission.objects.get().started_by is None
    assert PledgeProposal.objects.get().started_by is None


def test_a_contact_person_with_an_address_that_nobody_proved_stays(site):
    user = UserFactory(email="other@example.org")
    EmailAddress.objects.create(user=user, email="other@example.org", verified=False)
    contact = ContactPersonFactory(email="other@example.org")

    account_erase(user=user)

    assert ContactPerson.objects.get(pk=contact.pk).name


def test_without_the_tick_nothing_is_erased_and_the_message_stands_at_the_box(client, site):
    user = world()

    response = log_in(client, user).post(url("data_leave"), {})

    assert response.context["errors"][0][1] == "id_sure"
    assert not is_erased(User.objects.get(pk=user.pk))


def test_only_who_showed_lately_who_they_are_can_leave(client, site):
    user = world()
    log_in(client, user, lately=False)

    for response in (client.get(url("data_leave")), client.post(url("data_leave"), {"sure": "on"})):
        assert response.status_code == 302
        assert response["Location"] != url("data_left")
    assert not is_erased(User.objects.get(pk=user.pk))


@pytest.mark.parametrize("role", ["dutch-editor", "administrator"])
def test_who_works_in_the_administration_reads_whom_to_ask(client, site, role):
    user = person_in_role(role)
    log_in(client, user)

    assert client.get(url("data_leave")).status_code == 200
    assert client.post(url("data_leave"), {"sure": "on"}).status_code == 403
    assert not is_erased(User.objects.get(pk=user.pk))
    assert url("data_leave") not in client.get(url("data")).content.decode()


def test_while_the_ledger_cannot_be_written_nothing_is_erased_and_the_person_reads_it(
    client, site, settings, tmp_path
):
    (tmp_path / "file").write_text("")
    settings.ERASURE_LEDGER = str(tmp_path / "file" / "erasures.jsonl")
    user = world()

    response = log_in(client, user).post(url("data_leave"), {"sure": "on"})

    assert response.status_code == 503
    assert not is_erased(User.objects.get(pk=user.pk))
    assert EmailAddress.objects.filter(user=user).exists()
    assert not mail.outbox


def test_a_second_click_finds_nothing_to_erase(client, site, apart):
    user = world()
    log_in(client, user).post(url("data_leave"), {"sure": "on"})

    assert client.post(url("data_leave"), {"sure": "on"}).status_code == 403
    assert not account_erase(user=user)
    assert len(apart.read_text().splitlines()) == 1


# --- After a restore, and every day ----------------------------------------------------------------------------------


def test_after_a_restore_the_account_is_erased_again_and_nobody_who_came_later(site, apart, capsys):
    user, stays = world(), UserFactory()
    kept = User.objects.filter(pk=user.pk).values().get()
    account_erase(user=user, at=AT)
    assert "zebedea" not in apart.read_text()
    User.objects.filter(pk=user.pk).update(**kept)
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    before = apart.read_text()

    call_command("accounts_replay_erasures", dry_run=True)
    assert User.objects.get(pk=user.pk).email
    call_command("accounts_replay_erasures")

    assert tables_with("zebedea") == set()
    assert User.objects.get(pk=stays.pk).is_active
    assert apart.read_text() == before
    assert not mail.outbox
    assert "accounts erased again: 1" in capsys.readouterr().out
    assert not +accounts_replay()
    User.objects.filter(pk=user.pk).update(**(kept | {"date_joined": AT + timedelta(days=1)}))
    assert not +accounts_replay()


def test_a_line_that_cannot_be_read_is_told_and_lines_of_consultations_are_left_to_them(site, apart):
    apart.parent.mkdir()
    apart.write_text('{"what": "identity", "subject": "R-1", "cause": "request", "at": "2026-11-01T12:00:00+01:00"}\n')
    call_command("accounts_replay_erasures")
    with apart.open("a") as file:
        file.write('{"what": "account", "subject": "x", "cause": "request", "at": "2026-11-01T12:00:00+01:00"}\n')

    for command in ("accounts_replay_erasures", "consultations_replay_erasures"):
        with pytest.raises(CommandError, match="1"):
            call_command(command)


def test_invitations_and_claims_that_are_over_lose_whose_they_were(site, capsys):
    user = UserFactory()
    organisation = OrganisationFactory()
    common = {"organisation": organisation, "language": "nl"}
    invitation = {"email": "x@example.org", "made_at": AT - timedelta(days=20)}
    over = Invitation.objects.create(**common, **invitation, digest="a" * 64, expires_at=AT - timedelta(days=6))
    used = Invitation.objects.create(
        **common, **(invitation | {"email": "y@example.org"}), digest="b" * 64, expires_at=AT, accepted_at=AT
    )
    invitation["email"] = "z@example.org"
    open_ = Invitation.objects.create(**common, **invitation, digest="c" * 64, expires_at=AT + timedelta(days=6))
    decided = {"submitted_by": user, "submitted_at": AT - timedelta(days=300)}
    decided |= {"state": "accepted", "typed": {"a": "b"}}
    old = Claim.objects.create(**common, **decided, decided_at=AT - timedelta(days=181))
    young = Claim.objects.create(**common, **decided, decided_at=AT - timedelta(days=179))
    waits = Claim.objects.create(**common, **(decided | {"state": "submitted"}))

    assert sum(accounts_clean(at=AT, dry_run=True).values()) == 3
    assert Invitation.objects.exclude(email="").count() == 3
    accounts_clean(at=AT)

    assert {row.pk for row in Invitation.objects.filter(email="")} == {over.pk, used.pk}
    assert Invitation.objects.get(pk=open_.pk).email
    assert (Claim.objects.get(pk=old.pk).typed, Claim.objects.get(pk=old.pk).submitted_by) == ({}, None)
    assert {row.pk for row in Claim.objects.exclude(submitted_by=None)} == {young.pk, waits.pk}
    assert not +accounts_clean(at=AT)
    call_command("accounts_clean", dry_run=True)
    assert "(dry run): 0" in capsys.readouterr().out


def test_an_account_whose_address_nobody_confirmed_goes_after_a_month_and_no_other(site):
    now = timezone.now()
    begun = UserFactory(date_joined=now - timedelta(days=31))
    EmailAddress.objects.create(user=begun, email=begun.email, verified=False)
    young = UserFactory(date_joined=now - timedelta(days=29))
    EmailAddress.objects.create(user=young, email=young.email, verified=False)
    registered = UserFactory(date_joined=now - timedelta(days=31))
    known = UserFactory(date_joined=now - timedelta(days=31), last_login=now)
    EmailAddress.objects.create(user=known, email=known.email, verified=False)

    accounts_clean(at=now)

    assert not User.objects.filter(pk=begun.pk).exists()
    assert User.objects.filter(pk__in=[young.pk, registered.pk, known.pk]).count() == 3
