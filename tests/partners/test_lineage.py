"""Organisations that are renamed, merge, are reorganised or leave: nothing that they promised or said is lost."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from actions.models import Commitment, CoOwner, Responsibility
from core.dates import today
from partners.lineage.estates import things_of
from partners.lineage.history import fate_of, history_of
from partners.lineage.kin import heir_id, lineage_ids
from partners.models import (
    Claim,
    FormerName,
    Invitation,
    Membership,
    Organisation,
    OrganisationDomain,
    ProfileSubmission,
    Representative,
    Succession,
)
from partners.services.lineage import (
    organisation_leave,
    organisation_rename,
    organisation_reorganise,
    organisations_merge,
)
from partners.signals import representation_ended
from tests.factories import (
    CommitmentFactory,
    ContactPersonFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    PledgeFactory,
    ReportFactory,
    RepresentativeFactory,
    ResponsibilityFactory,
    UserFactory,
    moment,
    pages_for,
    person_in_role,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

DAY = date(2026, 3, 1)


@pytest.fixture
def by(site):
    return person_in_role("partner-manager")


@pytest.fixture
def old(site):
    return OrganisationFactory(code="old", name_nl="Oud", name_fr="Ancien", acronym_nl="OUD", acronym_fr="ANC")


@pytest.fixture
def new(site):
    return OrganisationFactory(code="new", name_nl="Nieuw", name_fr="Neuf")


@pytest.fixture
def ended():
    """Who was told to have ended."""
    told = []

    def hear(representative, **kwargs):
        told.append(representative)

    representation_ended.connect(hear)
    yield told
    representation_ended.disconnect(hear)


def rename(organisation, by, on=DAY, **names):
    names = {"nl": "Anders", "fr": "Autre"} | names
    return organisation_rename(organisation=organisation, names=names, acronyms={"nl": "", "fr": ""}, on=on, by=by)


def merge(old, new, by, on=DAY):
    return organisations_merge(predecessor=old, successor=new, on=on, by=by)


# --- Another name ----------------------------------------------------------------------------------------------------


def test_a_renamed_organisation_keeps_the_name_that_it_had(old, by):
    rename(old, by)

    old.refresh_from_db()
    former = old.former_names.get()
    assert (old.name_nl, old.name_fr, old.code) == ("Anders", "Autre", "old")
    assert (former.name_nl, former.name_fr, former.acronym_nl, former.until) == ("Oud", "Ancien", "OUD", DAY)
    assert set(Organisation.objects.matching("ancien")) == {old}
    assert set(Organisation.objects.matching("oud anders")) == {old}
    assert not Organisation.objects.matching("oud elders")


def test_the_pages_of_a_renamed_organisation_get_a_draft_and_keep_title_and_address(old, by):
    pages = pages_for(old)
    before = {code: (page.slug, page.url_path) for code, page in pages.items()}

    rename(old, by)

    for code, page in pages.items():
        page.refresh_from_db()
        assert page.title == old.name_in(code), "what is live stays until somebody publishes"
        assert (page.slug, page.url_path) == before[code]
        assert page.has_unpublished_changes
        assert page.latest_revision.user == by
        assert page.get_latest_revision_as_object().title == {"nl": "Anders", "fr": "Autre"}[code]


def test_a_name_that_was_changed_twice_is_found_by_each_of_the_three(old, by):
    rename(old, by)
    rename(Organisation.objects.get(), by, on=DAY + timedelta(days=30), nl="Derde", fr="Troisième")

    for name in ("oud", "anders", "derde"):
        assert Organisation.objects.matching(name).get() == old
    assert [row.name_nl for row in old.former_names.all()] == ["Anders", "Oud"]


@pytest.mark.parametrize(
    ("on", "names"),
    [
        (DAY, {"nl": "Oud", "fr": "Ancien"}),
        (DAY, {"nl": "", "fr": "Ancien"}),
        (DAY, {"nl": "n" * 201}),
        (date(1066, 10, 14), {}),
        (today() + timedelta(days=1), {}),
        (date(2019, 12, 31), {}),
    ],
)
def test_a_name_or_day_that_cannot_be_changes_nothing(old, by, on, names):
    Organisation.objects.filter(pk=old.pk).update(joined_on=date(2020, 1, 1))
    names = {"acronyms": {"nl": "OUD", "fr": "ANC"}, "names": {"nl": "Anders", "fr": "Autre"} | names}

    with pytest.raises(ValidationError):
        organisation_rename(organisation=old, on=on, by=by, **names)
    assert not FormerName.objects.exists()
    assert Organisation.objects.get(pk=old.pk).name_nl == "Oud"


# --- Mergers ---------------------------------------------------------------------------------------------------------


def test_the_people_of_an_organisation_that_merges_go_on_in_the_other(old, new, by, ended):
    administrator = RepresentativeFactory(organisation=old, function_nl="Directeur", shown="name")
    member = RepresentativeFactory(organisation=old, role="member")
    both = RepresentativeFactory(organisation=old)
    RepresentativeFactory(organisation=new, user=both.user, role="member")
    past = RepresentativeFactory(organisation=old, until=DAY - timedelta(days=9))

    merge(old, new, by)

    assert not Representative.objects.filter(organisation=old, until__isnull=True).exists()
    now = {row.user: row for row in Representative.objects.filter(organisation=new, until__isnull=True)}
    assert {user: row.role for user, row in now.items()} == {
        administrator.user: "administrator",
        member.user: "member",
        both.user: "administrator",
    }
    assert now[administrator.user].function_nl == "Directeur"
    assert now[administrator.user].shown == "name"
    assert now[administrator.user].since == DAY
    past.refresh_from_db()
    assert past.until == DAY - timedelta(days=9)
    assert not ended, "they go on, and keep what they report on"


def test_seats_groups_domains_and_parts_pass_to_the_successor(old, new, by):
    seat, shared = MembershipFactory(organisation=old, role="chair"), GroupFactory(organiser=old)
    MembershipFactory(organisation=old, group=shared)
    MembershipFactory(organisation=new, group=shared)
    over = MembershipFactory(organisation=old, until=DAY - timedelta(days=1))
    OrganisationDomain.objects.create(organisation=old, name="oud.example")
    part = OrganisationFactory(parent=old)

    merge(old, new, by)

    seat.refresh_from_db()
    assert seat.until == DAY
    taken = Membership.objects.get(group=seat.group, organisation=new)
    assert (taken.role, taken.since, taken.until) == ("chair", DAY, None)
    assert Membership.objects.filter(group=shared, organisation=new).count() == 1
    assert not Membership.objects.filter(group=over.group, organisation=new).exists()
    shared.refresh_from_db()
    part.refresh_from_db()
    assert (shared.organiser, part.parent) == (new, new)
    assert OrganisationDomain.objects.get().organisation == new


def test_the_successor_answers_for_what_was_promised_under_the_old_name(old, new, by):
    led, joint = CommitmentFactory(organisation=old), CommitmentFactory()
    CoOwner.objects.create(commitment=joint, organisation=old)
    pledge = PledgeFactory(commitment__organisation=old).commitment
    report = ReportFactory(commitment=led, approved_on=DAY - timedelta(days=9))
    responsibility = ResponsibilityFactory(commitment=led)

    merge(old, new, by)

    for row in (led, pledge):
        row.refresh_from_db()
        assert row.organisation == old
    report.refresh_from_db()
    responsibility.refresh_from_db()
    assert (report.on_behalf_of, responsibility.until) == (old, None)
    assert set(Commitment.objects.for_organisation(new)) == {led, joint, pledge}
    assert set(Commitment.objects.for_organisation(old)) == {led, joint, pledge}


def test_a_lineage_is_followed_through_several_mergers_in_one_query(by, django_assert_num_queries):
    first, second, third, other = (OrganisationFactory() for _number in range(4))
    merge(first, second, by)
    merge(other, second, by)
    merge(second, third, by)

    with django_assert_num_queries(1):
        assert third.lineage_ids() == {first.pk, second.pk, third.pk, other.pk}
    assert first.lineage_ids() == {first.pk}
    assert [heir_id(one.pk) for one in (first, other, third)] == [third.pk] * 3


def test_a_circle_that_should_not_be_there_is_followed_once(monkeypatch):
    monkeypatch.setattr("partners.lineage.kin._mergers", lambda: [(1, 2), (2, 3), (3, 1)])

    assert lineage_ids(1) == {1, 2, 3}
    assert heir_id(1) in {1, 2, 3}


def test_what_came_after_cannot_come_before(old, new, by):
    third = OrganisationFactory()
    merge(old, new, by)

    for predecessor, successor in ((new, old), (third, old), (old, third), (old, new), (third, third)):
        with pytest.raises(ValidationError):
            merge(predecessor, successor, by)
    assert Succession.objects.count() == 1


def test_the_database_refuses_what_a_service_would_have_refused(old, new, by):
    third = OrganisationFactory()
    merge(old, new, by)

    for predecessor, successor, kind in (
        (new, old, "merged"),
        (third, old, "merged"),
        (third, old, "reorganised"),
        (old, third, "merged"),
        (third, third, "merged"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Succession.objects.create(predecessor=predecessor, successor=successor, kind=kind, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.update(on=DAY - timedelta(days=1))


def test_who_comes_second_reads_why_although_they_looked_before_the_first(old, new, by, monkeypatch):
    merge(old, new, by)
    monkeypatch.setattr("partners.services.succession._check", lambda *_arguments: None)

    with pytest.raises(ValidationError):
        merge(old, OrganisationFactory(), by)
    with pytest.raises(ValidationError):
        merge(new, old, by)
    assert Succession.objects.count() == 1


def test_nobody_merges_into_an_organisation_that_is_gone(old, new, by):
    Organisation.objects.filter(pk=new.pk).update(left_on=DAY)
    archived = OrganisationFactory(archived_at=moment(DAY), is_public=False)

    for successor in (new, archived):
        with pytest.raises(ValidationError) as refusal:
            merge(old, successor, by)
        assert "successor" in refusal.value.message_dict


def test_what_waits_is_decided_before_an_organisation_ends(old, new, by):
    claim = Claim.objects.create(
        organisation=old, submitted_by=UserFactory(), submitted_at=moment(DAY), state="submitted", language="nl"
    )
    for act in (
        lambda: merge(old, new, by),
        lambda: organisation_reorganise(predecessor=old, successors=[new], on=DAY, by=by),
        lambda: organisation_leave(organisation=old, on=DAY, by=by),
    ):
        with pytest.raises(ValidationError, match="1"):
            act()
    claim.state = "withdrawn"
    claim.save()
    merge(old, new, by)


def test_open_invitations_and_drafts_of_an_organisation_that_ends_lead_nowhere(old, new, by):
    invitation = Invitation.objects.create(
        organisation=old, email="x@example.org", language="nl", digest="0", made_at=moment(DAY), expires_at=moment(DAY)
    )
    draft = ProfileSubmission.objects.create(organisation=old, saved_at=moment(DAY), language="nl")

    merge(old, new, by)

    invitation.refresh_from_db()
    draft.refresh_from_db()
    assert invitation.withdrawn_at
    assert not invitation.email
    assert draft.state == "withdrawn"


# --- Reorganisations and leaving -------------------------------------------------------------------------------------


def test_a_reorganised_organisation_ends_and_several_come_after_it(old, new, by, ended):
    other, person = OrganisationFactory(), RepresentativeFactory(organisation=old)
    seat = MembershipFactory(organisation=old)

    organisation_reorganise(predecessor=old, successors=[new, other], on=DAY, by=by)

    old.refresh_from_db()
    seat.refresh_from_db()
    person.refresh_from_db()
    assert {row.successor for row in old.successions.all()} == {new, other}
    assert (old.left_on, seat.until, person.until) == (DAY, DAY, DAY)
    assert ended == [person]
    assert not Representative.objects.filter(organisation__in=[new, other]).exists()
    with pytest.raises(ValidationError):
        organisation_reorganise(predecessor=old, successors=[], on=DAY, by=by)


def test_chosen_commitments_are_handed_to_a_successor_without_rewriting_who_promised(old, new, by):
    handed, kept = CommitmentFactory(organisation=old), CommitmentFactory(organisation=old)
    before = ResponsibilityFactory(commitment=handed)
    contact = ContactPersonFactory(organisation=new)
    assert set(things_of(old, [new])) == {f"commitments-{handed.pk}", f"commitments-{kept.pk}"}

    chosen = {f"commitments-{handed.pk}": str(contact.pk)}
    organisation_reorganise(predecessor=old, successors=[new], on=DAY, by=by, handed=chosen)

    handed.refresh_from_db()
    before.refresh_from_db()
    assert (handed.organisation, before.until) == (old, DAY)
    assert Responsibility.objects.get(commitment=handed, until__isnull=True).contact == contact
    assert set(Commitment.objects.for_organisation(new)) == {handed}


@pytest.mark.parametrize("heir", ["999999999", "x", ""])
def test_nothing_is_handed_to_who_is_of_no_successor(old, new, by, heir):
    commitment, stranger = CommitmentFactory(organisation=old), ContactPersonFactory()
    heirs = [heir, str(stranger.pk)] if heir else [str(stranger.pk)]

    for one in heirs:
        chosen = {f"commitments-{commitment.pk}": one}
        with pytest.raises(ValidationError):
            organisation_reorganise(predecessor=old, successors=[new], on=DAY, by=by, handed=chosen)
    assert not Succession.objects.exists()


def test_an_organisation_that_leaves_keeps_its_promises_public(old, by, ended, django_capture_on_commit_callbacks):
    person, pledge = RepresentativeFactory(organisation=old), PledgeFactory(commitment__organisation=old)
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        organisation_leave(organisation=old, on=DAY, by=by)

    old.refresh_from_db()
    pledge.refresh_from_db()
    assert (old.left_on, old.is_public, pledge.is_public) == (DAY, True, True)
    assert ended == [person]
    assert not mail.outbox, "nobody looks for an administrator of what left"
    with pytest.raises(ValidationError):
        organisation_leave(organisation=old, on=DAY, by=by)


# --- What readers are told -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_both_pages_tell_of_the_merger_and_lead_to_each_other(client, old, new, by, language):
    theirs, ours = pages_for(old), pages_for(new)
    merge(old, new, by)

    before = client.get(theirs[language].url).content.decode()
    after = client.get(ours[language].url).content.decode()

    assert f'href="{ours[language].url}"' in before
    assert new.name_in(language) in before
    assert f'href="{theirs[language].url}"' in after
    assert old.name_in(language) in after


def test_what_the_old_one_promised_stands_on_the_page_of_the_new_with_who_promised_it(client, old, new, by):
    commitment, page = CommitmentFactory(organisation=old), pages_for(new)["nl"]
    action_page = pages_for(commitment.action)["nl"] if commitment.action.parents_of_pages() else None
    merge(old, new, by)

    shown = client.get(page.url).content.decode()
    assert commitment.text_nl in shown
    assert fate_of(Organisation.objects.get(pk=old.pk), "nl") in shown
    if action_page:
        assert fate_of(Organisation.objects.get(pk=old.pk), "nl") in client.get(action_page.url).content.decode()


def test_an_organisation_that_readers_may_not_see_is_not_named(old, new, by):
    merge(old, new, by)
    Organisation.objects.filter(pk=new.pk).update(is_public=False)
    old.refresh_from_db()

    (kin,) = history_of(old, "nl").became
    assert (kin.name, kin.url) == ("", "")
    assert "Nieuw" not in fate_of(old, "nl")


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_former_name_is_told_in_the_language_of_the_reader_only(client, old, by, language):
    page = pages_for(old)[language]
    rename(old, by)
    former, other = {"nl": ("Oud", "Ancien"), "fr": ("Ancien", "Oud")}[language]

    with override(language):
        (name,) = history_of(old, language).former
    assert name.name == former
    page.refresh_from_db()
    page.get_latest_revision().publish()
    shown = client.get(page.url).content.decode()
    assert former in shown
    assert other not in shown


def test_the_history_of_everybody_takes_two_queries_and_then_none(old, new, by, django_assert_max_num_queries):
    merge(old, new, by)
    alone = OrganisationFactory()
    history_of(alone, "fr")  # which pages are hidden is kept for all languages

    with django_assert_max_num_queries(2):
        assert history_of(alone, "nl") is None
    with django_assert_max_num_queries(0):
        assert history_of(Organisation.objects.defer(None).model(pk=new.pk), "nl").came_from
        assert history_of(alone, "nl") is None
