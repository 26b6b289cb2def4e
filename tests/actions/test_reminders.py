"""Who is told what about reports that are due: one mail per person, in their language."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from actions.models import ActionPlan, Commitment, PersonalLink, Reminder, Responsibility
from actions.owners.addresses import link_url
from actions.reminders.run import preview, remind
from actions.services.contacts import contact_erase
from actions.services.links import link_check
from core.languages import localized_name
from tests.database import Queries
from tests.factories import (
    ActionPlanFactory,
    GovernmentFactory,
    OrganisationFactory,
    ReportFactory,
    ResponsibilityFactory,
    UserFactory,
)

from .reminder_world import DUE, RUNNING, at, coordinator_of, day, log, owner_of, pledge, promise, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def to(mails, person):
    return [mail for mail in mails if mail.to == [person.email]]


def html_of(mail):
    ((html, kind),) = mail.alternatives
    assert kind == "text/html"
    return html


# --- The mail ---


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        (
            "nl",
            "Uw voortgangsmelding gevraagd: 1 toezegging",
            ["Nu te melden (1)", "10 juli 2025", "Nog geen melding."],
        ),
        ("fr", "Votre rapport est attendu\u00a0: 1 engagement", ["À faire maintenant (1)", "10 juillet 2025"]),
    ],
)
def test_who_reports_is_told_in_their_language_with_a_personal_link(mailoutbox, language, subject, words):
    commitment = promise()
    owner = owner_of(commitment, language=language, name="Noor Lambrechts")

    run(DUE)

    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([owner.email], subject)
    other = {"nl": "fr", "fr": "nl"}[language]
    for text in (mail.body, html_of(mail)):
        assert "Noor Lambrechts" in text
        assert getattr(commitment, localized_name("text", language)) in text
        assert getattr(commitment, localized_name("text", other)) not in text
        assert commitment.organisation.name_in(language) in text
        assert all(word in text for word in words)
    link = PersonalLink.objects.get()
    assert link.contact == owner
    start = link_url("x", language).partition("x/")[0]
    secret = mail.body.partition(start)[2].split("/")[0]
    assert link_check(secret=secret, at=at(DUE)) == link
    assert f'href="{link_url(secret, language)}"' in html_of(mail)
    assert f'<html lang="{language}">' in html_of(mail)


def test_the_mail_says_that_no_person_sent_it_and_tracks_nobody(mailoutbox):
    owner_of(promise())

    run(DUE)

    (mail,) = mailoutbox
    message = mail.message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "nl"
    assert message["List-Id"] == "<reminders.127.0.0.1>"
    assert not [
        word for word in ("<img", "<script", "<style", "style=", "<link", "pixel", "utm_") if word in html_of(mail)
    ]
    assert message.get_content_type() == "multipart/alternative"


def test_all_that_is_due_for_a_person_stands_in_one_mail(mailoutbox):
    plan = ActionPlanFactory(**RUNNING)
    due = promise(plan)
    owner = owner_of(due)
    coming, late = promise(plan, entered=day(-171)), promise(plan, first_deadline=day(-3))
    for commitment in (coming, late):
        ResponsibilityFactory(commitment=commitment, contact=owner)

    run(DUE)

    (mail,) = mailoutbox
    assert "3 toezeggingen" in mail.subject
    assert "Nu te melden (2)" in mail.body
    assert "Binnenkort (1)" in mail.body
    assert mail.body.index("Nu te melden") < mail.body.index(due.text_nl) < mail.body.index(late.text_nl)
    assert mail.body.index(late.text_nl) < mail.body.index("Binnenkort") < mail.body.index(coming.text_nl)
    assert PersonalLink.objects.count() == 1
    assert sorted(log()) == [("coming", day(10)), ("due", day(-3)), ("due", DUE)]


@pytest.mark.parametrize(
    ("values", "on", "words"),
    [
        ({}, -3, "Een melding wordt verwacht op 10 juli 2025."),
        ({}, 0, "Een melding wordt verwacht op 10 juli 2025."),
        ({}, 3, "Een melding wordt verwacht sinds 10 juli 2025."),
        ({"first_deadline": DUE}, 0, "De einddatum is 10 juli 2025."),
        ({"first_deadline": DUE}, 1, "De einddatum was 10 juli 2025: is ze gehaald, of verschuift ze?"),
        ({"timing": "ongoing", "review_on": DUE}, -1, "Te herbekijken op 10 juli 2025."),
        ({"timing": "ongoing", "review_on": DUE}, 1, "Dit moest herbekeken worden op 10 juli 2025."),
    ],
)
def test_the_mail_says_what_is_due_and_since_when(mailoutbox, values, on, words):
    owner_of(promise(**values))

    run(day(on))

    assert words in mailoutbox[0].body


def test_the_mail_names_the_last_report(mailoutbox):
    commitment = promise()
    owner_of(commitment)
    ReportFactory(commitment=commitment, approved_on=day(-185))

    run(DUE)

    assert "Laatste melding: 6 januari 2025." in mailoutbox[0].body


HOSTILE = [
    "Plan\r\nBcc: thief@example.org",
    "<script>alert(1)</script> & {{ x }} %(day)s",
    "\u202eabc\u2028\x1b" + "ë" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_mail_or_becomes_markup(mailoutbox, text):
    commitment = promise()
    Commitment.objects.update(text_nl=text)
    owner_of(commitment, name=text[:120])

    run(DUE)

    (mail,) = mailoutbox
    assert mail.message()["Bcc"] is None
    assert "<script>" not in html_of(mail)
    assert "&lt;" not in mail.body
    assert "\nBcc" not in mail.body
    assert max(map(len, mail.body.splitlines())) < 300


# --- Who ---


def test_each_of_those_who_report_is_told_and_nobody_who_no_longer_does(mailoutbox):
    commitment = promise()
    first, second = owner_of(commitment), owner_of(commitment)
    ResponsibilityFactory(commitment=commitment, until=DUE)
    ResponsibilityFactory(commitment=commitment, since=day(1))
    contact_erase(contact=owner_of(commitment))
    Responsibility.objects.filter(contact__erased_at__isnull=False).update(until=None)

    run(DUE)

    assert sorted(mail.to for mail in mailoutbox) == sorted([[first.email], [second.email]])


def test_who_takes_a_commitment_over_is_told_too(mailoutbox):
    commitment = promise()
    owner_of(commitment)
    run(DUE)
    later = owner_of(commitment)

    run(day(1))

    assert len(to(mailoutbox, later)) == 1
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("nl", "1 toezegging vraagt uw aandacht", ["Er kwam geen melding (1)", "Gevraagd aan Noor Lambrechts."]),
        ("fr", "1 engagement demande votre attention", ["Aucun rapport reçu (1)", "Demandé à Noor Lambrechts."]),
    ],
)
def test_coordinators_of_the_government_are_told_when_nothing_comes_in(mailoutbox, language, subject, words):
    commitment = promise()
    owner_of(commitment, name="Noor Lambrechts")
    one, two = coordinator_of(commitment, language=language), coordinator_of(commitment, language=language)
    coordinator_of(promise(plan_values={"rhythm": None}))

    run(day(13))
    assert len(mailoutbox) == 1
    run(day(14))

    assert sorted(mail.to for mail in mailoutbox[1:]) == sorted([[one.email], [two.email]])
    mail = mailoutbox[1]
    assert mail.subject == subject
    for text in (mail.body, html_of(mail)):
        assert all(word in text for word in words)
        assert reverse(commitment.snippet_viewset.get_url_name("inspect"), args=[commitment.pk]) in text
    assert "/admin/" in mail.body
    assert PersonalLink.objects.count() == 1

    run(day(15))
    assert len(mailoutbox) == 3


@pytest.mark.parametrize("without", ["right", "address", "account", "service", "government"])
def test_only_who_decides_for_that_government_and_can_be_reached_coordinates(mailoutbox, without):
    commitment = promise()
    user = coordinator_of(commitment)
    if without == "right":
        user.groups.clear()
    elif without == "government":
        user.service.government = GovernmentFactory()
        user.service.save()
    else:
        setattr(
            user, *{"address": ("email", ""), "account": ("is_active", False), "service": ("service", None)}[without]
        )
        user.save()
    UserFactory(is_superuser=True, service=user.service)

    outcome = run(DUE)

    assert mailoutbox == []
    assert outcome.unheard == [commitment]


def test_who_moderates_pledges_is_told_about_organisations_outside_government(mailoutbox, person):
    moderator = person("partner-manager")
    commitment = pledge()
    owner_of(commitment)
    due = DUE.replace(year=2026, month=1)

    run(due)
    run(due + timedelta(days=14))

    assert len(to(mailoutbox, moderator)) == 1
    assert "engagement" in to(mailoutbox, moderator)[0].body


def test_the_right_counts_however_it_was_given(mailoutbox):
    commitment = promise()
    user = coordinator_of(commitment)
    user.groups.clear()
    user.user_permissions.add(Permission.objects.get(codename="approve_statusreport"))

    run(DUE)

    assert len(to(mailoutbox, user)) == 1


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Niemand is verantwoordelijk (1)"), ("fr", "Personne n’est responsable (1)")]
)
def test_a_commitment_of_which_nobody_reports_goes_to_its_coordinators_instead(mailoutbox, language, words):
    commitment = promise()
    user = coordinator_of(commitment, language=language)

    for number in (-14, -13, 0, 14, 29, 30):
        run(day(number))

    assert [mail.to for mail in mailoutbox] == [[user.email]] * 3
    assert all(words in mail.body for mail in mailoutbox)
    assert log() == [("coming", DUE), ("due", DUE), ("due", day(30))]


def test_of_a_commitment_that_nobody_can_be_told_about_the_run_says_so(mailoutbox, caplog):
    commitment = promise()
    assert run(DUE).unheard == [commitment]
    assert commitment.code in caplog.text

    owner_of(commitment)
    assert run(day(13)).unheard == []
    assert run(day(14)).unheard == [commitment]


@pytest.mark.parametrize("known_by", ["account", "address"])
def test_a_coordinator_who_reports_as_well_gets_one_mail_with_both(mailoutbox, known_by):
    plan = ActionPlanFactory(**RUNNING)
    own = promise(plan)
    user = coordinator_of(own, language="fr")
    same = {"user": user} if known_by == "account" else {"email": user.email.upper()}
    owner = owner_of(own, **same)
    orphan = promise(plan, organisation=own.organisation)

    run(DUE)

    (mail,) = mailoutbox
    assert mail.to == [owner.email]
    assert "2 engagements" in mail.subject
    assert own.text_fr in mail.body
    assert orphan.text_fr in mail.body
    assert link_url("x", "fr").partition("x/")[0] in mail.body
    assert {(row.commitment, row.contact, row.user) for row in Reminder.objects.all()} == {
        (own, owner, None),
        (orphan, None, user),
    }


# --- When, and how often ---


def test_a_day_is_told_once_however_often_it_runs(mailoutbox):
    commitment = promise()
    owner_of(commitment)
    coordinator_of(commitment)

    for number in (-14, 0, 14, 30):
        for _time in range(3):
            run(day(number))

    assert log(commitment) == [("coming", DUE), ("due", DUE), ("escalated", DUE), ("due", day(30))]
    assert len(mailoutbox) == 4


def test_runs_that_were_missed_are_made_up_for_by_one_mail(mailoutbox):
    owner_of(promise())

    run(day(7))
    run(day(8))
    run(day(36))
    assert len(mailoutbox) == 1

    run(day(200))
    run(day(201))
    assert log() == [("due", DUE), ("due", day(37))]


def test_a_report_that_waits_stops_the_reminders_and_an_approved_one_starts_the_next_round(mailoutbox):
    commitment = promise()
    owner_of(commitment)
    coordinator_of(commitment)
    run(DUE)
    report = ReportFactory(commitment=commitment, holds_on=day(1), submitted_at=at(day(1)))

    for number in (2, 15, 31):
        run(day(number))
    assert len(mailoutbox) == 1

    report.state, report.decided_at, report.decided_by = "approved", at(day(40)), report.submitted_by
    report.save()
    run(day(41))
    assert len(mailoutbox) == 1

    following = date(2026, 1, 11)  # half a year after the day of the report
    run(following)
    run(following + timedelta(days=14))
    assert log() == [("due", DUE), ("due", following), ("escalated", following)]


@pytest.mark.parametrize(
    ("lead", "patience", "asked"),
    [
        (0, 0, [(0, "due"), (0, "escalated")]),
        (90, 180, [(-90, "coming"), (0, "due"), (30, "due"), (60, "due"), (90, "due"), (120, "due"), (150, "due"),
                   (180, "due"), (180, "escalated")]),
    ],
)  # fmt: skip
def test_the_least_and_the_most_that_a_plan_can_ask(mailoutbox, lead, patience, asked):
    commitment = promise(plan_values={"lead_days": lead, "escalation_days": patience})
    commitment.action.plan.full_clean()
    owner_of(commitment)
    coordinator_of(commitment)

    for number in range(-100, asked[-1][0] + 1):
        run(day(number))

    rows = Reminder.objects.order_by("sent_at", "kind").values_list("sent_at", "kind")
    assert [((sent_at.date() - DUE).days, kind) for sent_at, kind in rows] == asked


def test_a_deadline_that_moves_away_is_announced_anew(mailoutbox):
    commitment = promise(first_deadline=day(-60))
    owner_of(commitment)
    run(day(-60))
    ReportFactory(commitment=commitment, approved_on=day(-59), moves_to=day(60))

    run(day(-50))
    run(day(50))
    run(day(60))

    assert log() == [("due", day(-60)), ("coming", day(60)), ("due", day(60))]


@pytest.mark.parametrize(
    ("entered", "due"), [(date(2024, 9, 30), date(2025, 3, 30)), (date(2025, 4, 26), date(2025, 10, 26))]
)
def test_the_day_on_which_the_clock_changes_is_told_once_from_its_first_hour_to_its_last(mailoutbox, entered, due):
    owner_of(promise(entered=entered, plan_values={"lead_days": 0}))
    remind(at(due - timedelta(days=1), 23))
    assert mailoutbox == []

    for hour in (0, 1, 3, 4, 23):
        remind(at(due, hour))
    assert len(mailoutbox) == 1

    remind(at(due + timedelta(days=29), 23))
    assert len(mailoutbox) == 1
    remind(at(due + timedelta(days=30), 0))
    assert log() == [("due", due), ("due", due + timedelta(days=30))]


def test_a_preview_shows_the_mails_and_changes_nothing(mailoutbox):
    commitment = promise()
    owner, user = owner_of(commitment), coordinator_of(commitment)

    letters, unheard = preview(at(day(20)))

    assert sorted(letter.to for _digest, letter in letters) == sorted([[owner.email], [user.email]])
    assert unheard == []
    assert mailoutbox == []
    assert not Reminder.objects.exists()
    assert not PersonalLink.objects.exists()


def test_a_run_costs_as_much_for_three_commitments_as_for_thirty(mailoutbox):
    government = GovernmentFactory()
    plan = ActionPlanFactory(**RUNNING)
    organisation = OrganisationFactory(government=government)
    first = promise(plan, organisation=organisation)
    owner = owner_of(first)
    coordinator_of(first)

    def queries(number, on):
        for _one in range(number):
            commitment = promise(plan, organisation=organisation)
            ReportFactory(commitment=commitment, approved_on=day(-200))
            ResponsibilityFactory(commitment=commitment, contact=owner)
            promise(plan, organisation=organisation)
        with Queries() as found:
            run(on)
        return len(found)

    queries(0, DUE)
    few = queries(2, day(31))
    assert queries(27, day(62)) == few
    assert len(mailoutbox) == 5
    ActionPlan.objects.update(rhythm=None)
    assert queries(0, day(95)) < few
