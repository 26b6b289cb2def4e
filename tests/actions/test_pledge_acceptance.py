"""A pledge that is accepted is public at once, whole, in every language; or nothing of it is."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils.translation import override
from pytest_django.asserts import assertContains

from actions.models import Commitment, ContactPerson, Pledge, Responsibility, StatusReport
from actions.pledging import moderation
from actions.pledging.moderation_form import PledgeTextsForm
from actions.services import acceptance, pledge_words
from actions.services.pledges import NotEditable, NotWhole, pledge_accept, pledge_return, proposal_submit
from core.models import Goal, Theme
from editorial.refusals import PublicationRefused
from partners.models import Succession
from partners.moderation import acts
from partners.moderation.kinds import kind_of
from tests.factories import ActionFactory, ContactPersonFactory, OrganisationFactory, person_in_role

from .pledging_world import AT, LANGUAGES, MILESTONE, TYPED, again, answered, drafted, joint, rewritten, sent, speaker

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=8)
DAY = date(2026, 11, 10)
NO_FRENCH = {name: "" for name in TYPED if name.endswith("_fr")}
FRENCH = {name: text for name, text in TYPED.items() if name.endswith("_fr")}


@pytest.fixture
def leader(site):
    return speaker(language="fr")


@pytest.fixture
def moderator(site):
    return person_in_role("partner-manager", email="moderator@example.org")


def accepted(proposal, moderator, **texts):
    return pledge_accept(proposal=proposal, by=moderator, texts=texts, at=LATER)


def test_all_that_was_said_stands_in_the_facts(leader, moderator):
    action, theme, goal = ActionFactory(), Theme.objects.first(), Goal.objects.first()
    proposal = sent(leader, themes=[theme.code], goals=[str(goal.number)], actions=[action.code], **MILESTONE)

    pledge = accepted(proposal, moderator)

    commitment = Commitment.objects.with_status(DAY).get(pk=pledge.commitment_id)
    assert (commitment.kind, commitment.is_public, commitment.organisation) == ("pledge", True, leader.organisation)
    assert (commitment.text_nl, commitment.text_fr) == (TYPED["text_nl"], TYPED["text_fr"])
    assert (commitment.first_deadline, commitment.review_on) == (date(2028, 12, 31), None)
    assert list(commitment.themes.all()) == [theme]
    assert list(commitment.goals.all()) == [goal]
    assert list(commitment.supports.all()) == [action]
    milestone = commitment.milestones.get()
    assert (milestone.name_fr, milestone.due_on) == ("Gobelets achetés", date(2027, 3, 1))
    assert (pledge.name_nl, pledge.measure_fr, pledge.announced_on) == (TYPED["name_nl"], TYPED["measure_fr"], DAY)
    assert pledge.code == "herbruikbare-bekers"
    assert (again(proposal).state, again(proposal).pledge, again(proposal).decided_by) == (
        "accepted",
        pledge,
        moderator,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_see_it_in_each_language_at_once(client, leader, moderator, language):
    pledge = accepted(sent(leader), moderator)

    page = pledge.pages.get(language=language)
    assert page.live
    assert page.introduction == TYPED[f"aim_{language}"].partition("\n")[0]
    assert page.title == TYPED[f"name_{language}"]
    assert {"nl": "<p>We wassen zelf af.</p>", "fr": "<p>Nous faisons la vaisselle.</p>"}[language] in str(page.body)
    assertContains(client.get(page.url), TYPED[f"text_{language}"])


def test_a_long_aim_stands_in_the_text_of_the_page(leader, moderator):
    page = accepted(sent(leader, aim_nl="Lang verhaal. " * 60), moderator).pages.get(language="nl")
    assert page.introduction == ""
    assert str(page.body).count("Lang verhaal.") == 60


def test_markup_that_was_typed_stays_words(client, leader, moderator):
    pledge = accepted(sent(leader, aim_nl="Zie <script>alert(1)</script>"), moderator)
    assert "<script>alert" not in client.get(pledge.pages.get(language="nl").url).text


def test_the_first_report_starts_the_year(leader, moderator):
    pledge = accepted(sent(leader, timing="ongoing", ends_on=""), moderator)

    report = StatusReport.objects.get()
    assert (report.state, report.status, report.reason, report.language) == (
        "approved", "in_progress", TYPED["reason"], "nl",
    )  # fmt: skip
    assert (report.holds_on, report.decided_by, report.submitted_at) == (DAY, moderator, AT)
    standings = [
        Commitment.objects.with_status(day).get(pk=pledge.commitment_id).standing()
        for day in (DAY, date(2027, 11, 10), date(2027, 11, 11), date(2028, 11, 11))
    ]
    assert standings == ["in_progress", "in_progress", "update_due", "lapsed"]


def test_who_sent_it_in_reports_on_it(leader, moderator):
    pledge = accepted(sent(leader), moderator)
    responsibility = Responsibility.objects.get(commitment=pledge.commitment)
    assert responsibility.contact.user == leader.user
    assert responsibility.contact.organisation == leader.organisation
    assert responsibility.since == DAY
    accepted(sent(leader, name_nl="Nog een"), moderator)
    assert ContactPerson.objects.count() == 1


def test_an_address_that_reports_already_is_not_made_twice_nor_given_to_another_log_in(leader, moderator):
    known = ContactPersonFactory(email=leader.user.email.upper())
    pledge = accepted(sent(leader), moderator)
    assert Responsibility.objects.get(commitment=pledge.commitment).contact == known
    known.refresh_from_db()
    assert known.user is None


def test_where_who_sent_it_in_left_the_administrators_report(leader, moderator):
    proposal = sent(leader)
    colleague = speaker(leader.organisation)
    leader.until = leader.since
    leader.save()
    pledge = accepted(proposal, moderator)
    assert Responsibility.objects.get(commitment=pledge.commitment).contact.user == colleague.user


def test_the_moderator_adds_the_language_that_is_missing(leader, moderator):
    proposal = sent(leader, wants_translation="on", **NO_FRENCH, **MILESTONE | {"milestone-0-name_fr": ""})

    with pytest.raises(NotWhole) as refusal:
        accepted(proposal, moderator)
    assert set(refusal.value.problems) == {*FRENCH, "milestone-0-name_fr"}
    assert not Pledge.objects.exists()
    assert not Commitment.objects.exists()

    milestone = {"milestone-0-name_fr": "Achetés"}
    pledge = accepted(proposal, moderator, **FRENCH, **milestone, reason_fr="C’est commandé.", forged="x")
    assert pledge.name_fr == TYPED["name_fr"]
    assert pledge.commitment.milestones.get().name_fr == "Achetés"
    assert StatusReport.objects.get().words_in("fr") == ("C’est commandé.", "")
    assert again(proposal).typed["name_fr"] == ""


@pytest.mark.parametrize("broken", ["pages_publish", "_first_report"])
def test_either_all_of_it_or_nothing(leader, moderator, monkeypatch, broken):
    proposal = sent(leader)

    def fail(*args, **kwargs):
        raise ValidationError("no")

    monkeypatch.setattr(acceptance, broken, fail)
    with pytest.raises(ValidationError):
        accepted(proposal, moderator)
    assert not Pledge.objects.exists()
    assert not Commitment.objects.exists()
    assert not StatusReport.objects.exists()
    assert again(proposal).state == "submitted"


def test_what_no_page_may_say_is_refused_in_words(leader, moderator, monkeypatch):
    def refuse(**kwargs):
        raise PublicationRefused("Deze pagina kan niet.")

    monkeypatch.setattr(pledge_words, "page_approve", refuse)
    with pytest.raises(ValidationError) as refusal:
        accepted(sent(leader), moderator)
    assert refusal.value.messages == ["Deze pagina kan niet."]
    assert not Pledge.objects.exists()


def test_a_second_click_makes_no_second_pledge(leader, moderator):
    proposal = sent(leader)
    assert accepted(proposal, moderator) == accepted(proposal, moderator)
    assert Commitment.objects.count() == 1


def test_pledges_of_the_same_name_get_codes_of_their_own(leader, moderator):
    codes = [accepted(sent(row), moderator).code for row in (leader, speaker(), speaker())]
    assert codes == ["herbruikbare-bekers", "herbruikbare-bekers-2", "herbruikbare-bekers-3"]


def test_nobody_decides_without_the_right_or_on_their_own(leader, moderator):
    partner = speaker()
    proposal = joint(leader, partner)
    answered(proposal, partner)
    proposal_submit(proposal=proposal, by=leader.user, at=AT)
    interested = person_in_role("partner-manager")
    speaker_of_partner = speaker(partner.organisation, role="member")
    speaker_of_partner.user = interested
    speaker_of_partner.save()

    for who in (person_in_role("analyst"), leader.user, interested):
        with pytest.raises(PermissionDenied):
            accepted(proposal, who)
        with pytest.raises(PermissionDenied):
            pledge_return(proposal=proposal, by=who, reason="Nee.")
    accepted(proposal, moderator)


def test_what_is_not_sent_or_decided_on_cannot_be_accepted(leader, moderator):
    with pytest.raises(NotEditable):
        accepted(drafted(leader), moderator)
    returned = pledge_return(proposal=sent(leader), by=moderator, reason="Te vaag.", at=LATER)
    with pytest.raises(NotEditable):
        accepted(returned, moderator)
    with pytest.raises(ValidationError):
        pledge_return(proposal=sent(leader), by=moderator, reason=" ")


def test_what_came_back_is_changed_and_sent_again(leader, moderator):
    proposal = pledge_return(proposal=sent(leader), by=moderator, reason="Te vaag.", at=LATER)
    assert (proposal.state, proposal.reason, proposal.is_editable) == ("returned", "Te vaag.", True)
    rewritten(proposal, leader.user, measure_nl="Het aantal bekers, geteld in december.")
    proposal_submit(proposal=proposal, by=leader.user, at=LATER)
    assert accepted(proposal, moderator).measure_nl == "Het aantal bekers, geteld in december."


def test_partners_stand_beside_who_leads_and_all_are_told(
    leader, moderator, mailoutbox, django_capture_on_commit_callbacks
):
    partner, colleague = speaker(language="nl"), speaker(leader.organisation, language="fr")
    proposal = joint(leader, partner)
    answered(proposal, partner)
    proposal_submit(proposal=proposal, by=leader.user, at=AT)
    mailoutbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        pledge = accepted(proposal, moderator)

    assert [row.organisation for row in pledge.commitment.co_owners.all()] == [partner.organisation]
    subjects = {mail.to[0]: mail.subject for mail in mailoutbox if "moderator" not in mail.to[0]}
    assert "Gobelets" in subjects[colleague.user.email]
    assert "Herbruikbare" in subjects[partner.user.email]
    assert leader.user.email not in subjects  # the queue tells who asked


def test_an_action_that_went_off_line_is_left_out(leader, moderator):
    action, gone = ActionFactory(), ActionFactory()
    proposal = sent(leader, actions=[action.code, gone.code])
    gone.archived_at = AT
    gone.save()
    assert list(accepted(proposal, moderator).commitment.supports.all()) == [action]


def test_an_end_that_passed_meanwhile_is_refused(leader, moderator):
    proposal = sent(leader, ends_on="2026-11-05")
    with pytest.raises(NotWhole):
        accepted(proposal, moderator)
    with pytest.raises(ValidationError) as refusal:
        moderation.accept(request=again(proposal), by=moderator, data={})
    assert refusal.value.messages


def test_organisations_that_merged_meanwhile_are_followed(leader, moderator):
    partner, heir, other = speaker(), OrganisationFactory(), OrganisationFactory()
    proposal = joint(leader, partner)
    answered(proposal, partner)
    proposal_submit(proposal=proposal, by=leader.user, at=AT)
    for before, after in ((leader.organisation, heir), (partner.organisation, other)):
        Succession.objects.create(predecessor=before, successor=after, kind="merged", on=DAY)
        before.archived_at = AT
        before.save()

    commitment = accepted(proposal, moderator).commitment

    assert commitment.organisation == heir
    assert [row.organisation for row in commitment.co_owners.all()] == [other]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_queue_shows_the_whole_text_and_asks_for_what_is_missing(leader, moderator, language):
    kind = kind_of("pledge")
    proposal = sent(leader, wants_translation="on", **NO_FRENCH)
    with override(language):
        rows = {row.after: row.lang for row in kind.changes(proposal, language)}
    assert rows[TYPED["text_nl"]] == "nl"
    assert {"nl": "31 december 2028", "fr": "31 décembre 2028"}[language] in rows
    assert kind.subject_of(proposal) == TYPED["name_nl"]

    bare = PledgeTextsForm({}, request=proposal)
    assert not bare.is_valid()
    texts = {name: TYPED.get(name, "") for name in bare.fields}
    form = PledgeTextsForm(texts, request=proposal)
    assert form.is_valid(), form.errors
    assert set(PledgeTextsForm(texts | {"text_fr": "x" * 401}, request=proposal).errors) == {"text_fr"}
    pledge = acts.accept(kind=kind, request=proposal, by=moderator, data=form.cleaned_data)
    assert pledge.name_fr == TYPED["name_fr"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no rows that wait for each other")
def test_two_moderators_at_the_same_moment_make_one_pledge(site):
    moderators = [person_in_role("partner-manager"), person_in_role("partner-manager")]
    proposal, results = sent(speaker()), []

    def click(who):
        try:
            results.append(pledge_accept(proposal=proposal, by=who, at=LATER))
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=[who]) for who in moderators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results[0] == results[1]
    assert Pledge.objects.count() == 1
