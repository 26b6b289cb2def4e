"""The weekly overview: what waits for somebody, once a week, and nothing for who has nothing waiting."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page
from wagtail.users.models import UserProfile

from core.dates import today
from editorial.models import Alignment
from editorial.services.assignments import page_assign
from editorial.services.exceptions import exception_record
from tests.database import Queries

from .mail_world import EDITOR, OTHER, approve, draft, live_pair, pair, somebody, to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

WEEK = "2027-W10"
REASONS = {"nl": "Dringend bericht.", "fr": "Message urgent."}


def run(week=WEEK):
    call_command("editorial_digest", week=week, verbosity=0)


def test_who_has_nothing_waiting_gets_nothing(mailoutbox):
    somebody("federal-moderator")
    somebody("analyst")

    run()

    assert mailoutbox == []
    assert not ModelLogEntry.objects.filter(action="editorial.digest").exists()


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Wacht op uw beslissing (1)"), ("fr", "Attend votre décision (1)")]
)
def test_who_may_decide_reads_it_in_their_language(mailoutbox, language, words):
    author, reviewer = somebody("dutch-editor"), somebody("federal-moderator", language)
    page = draft("nl", author, title="Te lezen")
    page.get_workflow().start(page, author)

    run()

    (mail,) = to(mailoutbox, reviewer)
    assert words in mail.body
    assert "Te lezen" in mail.body
    assert f"/admin/pages/{page.pk}/edit/" in mail.body
    assert words not in "".join(mail.body for mail in to(mailoutbox, author))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_editor_reads_what_their_language_lacks_and_not_what_the_other_lacks(mailoutbox, language):
    own, other = somebody(EDITOR[language]), somebody(EDITOR[OTHER[language]])
    stale = live_pair(title="Verouderde")
    Alignment.objects.filter(page=stale[language]).delete()
    waiting = pair(title="Wachtende")
    approve(waiting[OTHER[language]])
    alone = draft(OTHER[language], title="Eenzame")
    exception_record(page=alone, reasons=REASONS, until=today(), by=None)
    approve(alone)

    run()

    (mail,) = to(mailoutbox, own)
    for title in ("Verouderde", "Wachtende", "Eenzame"):
        assert f"“{title}”" in mail.body
    assert f"/admin/pages/{waiting[language].pk}/edit/" in mail.body
    assert f"http://127.0.0.1:8000{Page.objects.get(pk=alone.pk).url}" in mail.body
    assert not [mail for mail in to(mailoutbox, other) if "Verouderde" in mail.body or "Eenzame" in mail.body]


def test_what_is_under_review_already_is_not_asked_of_its_editors(mailoutbox):
    french = somebody("french-editor", "fr")
    pages = pair(french)
    approve(pages["nl"])
    pages["fr"].get_workflow().start(pages["fr"], french)

    run()

    assert to(mailoutbox, french) == []


def test_requests_returns_and_exceptions_reach_the_person_they_concern(mailoutbox):
    asked, author, decider = somebody("translator"), somebody("dutch-editor"), somebody("federal-moderator")
    page_assign(page=draft("nl", title="Gevraagd"), person=asked)
    returned = draft("nl", author, title="Terug")
    returned.get_workflow().start(returned, author)
    returned.current_workflow_task_state.reject(user=decider, comment="Neen.")
    alone = draft("nl", title="Uitgezonderd")
    exception_record(page=alone, reasons=REASONS, until=today() + timedelta(days=14), by=decider)
    later = draft("nl", title="Later")
    exception_record(page=later, reasons=REASONS, until=today() + timedelta(days=15), by=decider)

    run()

    bodies = {person: "".join(mail.body for mail in to(mailoutbox, person)) for person in (asked, author, decider)}
    assert "“Gevraagd”" in bodies[asked]
    assert "“Terug”" in bodies[author]
    assert "“Uitgezonderd”" in bodies[decider]
    assert "“Later”" not in bodies[decider]


def test_a_person_gets_one_overview_a_week(mailoutbox):
    asked = somebody("translator")
    page_assign(page=draft("nl"), person=asked)

    run()
    run()
    assert len(to(mailoutbox, asked)) == 1

    run("2027-W11")
    assert len(to(mailoutbox, asked)) == 2


def test_an_overview_that_did_not_go_is_tried_again(settings, mailoutbox):
    asked = somebody("translator")
    page_assign(page=draft("nl"), person=asked)
    settings.EMAIL_BACKEND = "nowhere.Backend"
    run()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run()

    assert len(to(mailoutbox, asked)) == 1


def test_one_mail_setting_is_enough_for_the_overview_and_none_stops_it(mailoutbox):
    asked = somebody("translator")
    page_assign(page=draft("nl"), person=asked)
    off = {"submitted_notifications": False, "approved_notifications": False, "rejected_notifications": False}
    UserProfile.objects.filter(user=asked).update(**off)
    run()
    assert mailoutbox == []

    UserProfile.objects.filter(user=asked).update(rejected_notifications=True)
    run("2027-W11")
    assert len(mailoutbox) == 1


def test_long_lists_are_cut_and_counted(mailoutbox):
    asked = somebody("translator")
    for number in range(9):
        page_assign(page=draft("nl", title=f"Plan {number}\nBcc: x@example.org"), person=asked)

    run()

    (mail,) = to(mailoutbox, asked)
    assert "(9)" in mail.body
    assert "… en nog 4" in mail.body
    assert mail.body.count("/edit/") == 5


def go_live_unaligned(pages):
    """Have these pages live, quickly, each without a word on whether it follows the other."""
    now = timezone.now()
    for page in pages.values():
        Page.objects.filter(pk=page.pk).update(
            live=True, first_published_at=now, last_published_at=now, live_revision_id=page.latest_revision_id
        )


def test_the_overview_costs_as_much_for_three_pages_as_for_thirty(mailoutbox):
    author, reader = somebody("dutch-editor"), somebody("translator", "fr")

    def queries(number, week):
        for _one in range(number):
            page_assign(page=draft("nl"), person=reader)
            reviewed, waiting = draft("nl", author), draft("fr")
            reviewed.get_workflow().start(reviewed, author)
            approve(waiting)
            go_live_unaligned(pair())
        with Queries() as found:
            run(week)
        return len(found)

    queries(1, "2027-W20")
    assert queries(2, "2027-W21") == queries(27, "2027-W22")
    assert "(30)" in mailoutbox[-1].body


@pytest.mark.parametrize("week", ["2027-10", "2027-W54", "W10", "2027-W10-1"])
def test_a_week_that_is_not_there_is_refused(week):
    with pytest.raises(CommandError):
        run(week)
