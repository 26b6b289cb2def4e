"""What happens to consultations, in words: when it is decided, or on the day itself, and never before."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from consultations.models import Consultation, Extension, QuestionnaireVersion
from consultations.services.versions import version_make
from core.changes import beginning_of, changes_of, subject_of
from core.dates import today
from core.models import Theme
from tests.database import Queries
from tests.factories import ActionPlanFactory, ConsultationFactory, page_for

from .world import Sample, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

OPENS, CLOSES = date(2026, 3, 2), date(2026, 3, 31)
MADE = moment(2026, 2, 20, 10)


def asked(code="asked", at=MADE, opens_on=OPENS, closes_on=CLOSES, **values):
    names = {"name_nl": "Raadpleging", "name_fr": "Consultation", **values}
    consultation = ConsultationFactory(code=code, opens_on=opens_on, closes_on=closes_on, **names)
    version_make(consultation=consultation, document=Sample().document(), kind="opening", at=at)
    return consultation


def told(kind="consultations", code="", language="nl", **more):
    return changes_of(subject_of(kind, code, language), language, **more)


@pytest.mark.parametrize(
    ("language", "name", "month"), [("nl", "Raadpleging", "maart"), ("fr", "Consultation", "mars")]
)
def test_it_is_announced_opened_and_closed(site, language, name, month):
    page = page_for(asked(), language)

    closed, opened, announced = told(language=language)

    assert [one.at for one in (closed, opened, announced)] == [
        beginning_of(CLOSES + timedelta(days=1)), beginning_of(OPENS), MADE,
    ]  # fmt: skip
    assert all(name in one.title and one.url == page.url for one in (closed, opened, announced))
    assert f"31 {month} 2026" in closed.text
    assert f"2 {month} 2026" in announced.text


def test_one_that_is_opened_on_its_first_day_is_not_announced_besides(site):
    consultation = asked(at=moment(2026, 3, 2, 9))

    assert [one.key for one in told()][-1] == f"consultation-{consultation.pk}-opened"
    assert len(told()) == 2


@pytest.mark.parametrize(("language", "reason"), [("nl", "Meer tijd nodig."), ("fr", "Il faut plus de temps.")])
def test_more_time_comes_with_its_reason_and_moves_the_end(site, language, reason):
    Extension.objects.create(
        consultation=asked(), closes_on=date(2026, 4, 15), decided_at=moment(2026, 3, 20, 9),
        reason_nl="Meer tijd nodig.", reason_fr="Il faut plus de temps.",
    )  # fmt: skip

    closed, extended, *_before = told(language=language)

    assert closed.at == beginning_of(date(2026, 4, 16))
    assert "15" in extended.title
    assert extended.text == reason


@pytest.mark.parametrize("kind", ["correction", "change"])
def test_another_version_is_told_with_its_note(site, kind):
    consultation = asked()
    version_make(
        consultation=consultation, document=Sample().document(), kind=kind, at=moment(2026, 3, 5, 9),
        note={"nl": "Een tikfout.", "fr": "Une coquille."},
    )  # fmt: skip

    assert next(one.text for one in told(language="fr") if one.key.startswith("version")) == "Une coquille."


def test_nothing_that_is_still_to_come_is_told(site):
    at = timezone.now() - timedelta(hours=1)
    asked(at=at, opens_on=today() + timedelta(days=3), closes_on=today() + timedelta(days=30))

    assert [one.at for one in told()] == [at]


def test_nothing_is_told_of_what_is_hidden_or_not_fixed(site):
    asked(is_public=False)
    ConsultationFactory(code="unopened", opens_on=OPENS, closes_on=CLOSES)
    archived = asked(code="archived")
    Consultation.objects.filter(pk=archived.pk).update(archived_at=timezone.now())

    assert told() == told("everything") == []
    for code in ("asked", "unopened", "archived"):
        assert subject_of("consultation", code, "nl") is None


def test_who_follows_the_plan_the_theme_or_who_asks_hears_of_it(site):
    theme, plan = Theme.objects.first(), ActionPlanFactory(code="plan")
    consultation = asked(plan=plan)
    consultation.themes.add(theme)
    consultation.save()
    asked(code="other")

    for kind, code in (
        ("consultation", "asked"), ("plan", "plan"), ("theme", theme.code),
        ("organisation", consultation.organisation.code),
    ):  # fmt: skip
        assert len(told(kind, code)) == 3, kind
    assert len(told("everything")) == 6


def test_a_moment_and_a_day_are_told_once_and_never_twice(site):
    asked()
    opening, closing = beginning_of(OPENS), beginning_of(CLOSES + timedelta(days=1))

    for at in (MADE, opening, closing):
        assert len(told(since=at - timedelta(hours=1), until=at)) == 1
        assert told(since=at, until=at + timedelta(hours=1)) == []
        assert told(since=at - timedelta(hours=1), until=at - timedelta(seconds=1)) == []
    assert len(told(until=opening)) == 2


def test_as_many_queries_for_3_as_for_30(site):
    counts = []
    for number in (3, 27):
        for _one in range(number):
            asked(code=f"asked-{Consultation.objects.count()}")
        subject = subject_of("consultations", "", "nl")
        changes_of(subject, "nl")
        with Queries() as queries:
            assert len(changes_of(subject, "nl", most=200)) == 3 * Consultation.objects.count()
        counts.append(len(queries))

    assert counts[0] - 1 == counts[1] - 1 <= 2  # one counts for the assertion
    assert QuestionnaireVersion.objects.count() == 30
