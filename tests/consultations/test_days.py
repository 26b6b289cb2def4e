"""From which second to which something can be sent: whole days of Brussels, also those of 23 and 25 hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from consultations.models import Phase
from consultations.services.drafts import draft_start
from consultations.services.extending import consultation_extend
from consultations.services.sending import contribution_send
from tests.factories import ConsultationFactory, UserFactory

from .world import ABOUT, begun, moment, opened

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        # the nights of summer time: the last Sunday of March has 23 hours, that of October 25 (directive 2000/84/EC)
        (date(2026, 3, 29), utc(2026, 3, 28, 23), utc(2026, 3, 29, 22)),
        (date(2026, 10, 25), utc(2026, 10, 24, 22), utc(2026, 10, 25, 23)),
        (date(2027, 3, 28), utc(2027, 3, 27, 23), utc(2027, 3, 28, 22)),
        (date(2027, 10, 31), utc(2027, 10, 30, 22), utc(2027, 10, 31, 23)),
        (date(2026, 12, 31), utc(2026, 12, 30, 23), utc(2026, 12, 31, 23)),
    ],
)
def test_a_consultation_of_one_day_is_open_from_its_first_second_to_its_last(day, begins, ends):
    consultation, _sample = opened(opens_on=day, closes_on=day, grace_hours=24)

    assert (consultation.opens_at, consultation.closes_at) == (begins, ends)
    assert consultation.grace_ends_at == ends + timedelta(hours=24)
    assert [consultation.phase(at) for at in (begins - SECOND, begins, ends - SECOND, ends)] == [
        Phase.PLANNED,
        Phase.OPEN,
        Phase.OPEN,
        Phase.GRACE,
    ]
    grace_ends = consultation.grace_ends_at
    assert [consultation.phase(at) for at in (grace_ends - SECOND, grace_ends)] == [Phase.GRACE, Phase.CLOSED]


def test_the_grace_is_counted_in_hours_that_pass_also_through_the_night_of_25_hours():
    consultation, _sample = opened(opens_on=date(2026, 10, 1), closes_on=date(2026, 10, 24), grace_hours=24)

    assert consultation.closes_at == moment(2026, 10, 25)
    assert consultation.grace_ends_at == moment(2026, 10, 25, 23)


def test_the_hour_that_comes_twice_is_known_from_the_one_before():
    consultation, _sample = opened(opens_on=date(2026, 10, 1), closes_on=date(2026, 10, 24), grace_hours=3)
    first, second = (moment(2026, 10, 25, 2, 59).replace(fold=fold) for fold in (0, 1))

    assert consultation.grace_ends_at.astimezone(UTC) == utc(2026, 10, 25, 1)
    assert (consultation.phase(first), consultation.phase(second)) == (Phase.GRACE, Phase.CLOSED)


def test_without_grace_it_closes_at_midnight():
    consultation, _sample = opened(grace_hours=0)

    assert consultation.phase(consultation.closes_at - SECOND) == Phase.OPEN
    assert consultation.phase(consultation.closes_at) == Phase.CLOSED


@pytest.mark.parametrize("days", [{}, {"opens_on": date(2026, 10, 1)}, {"closes_on": date(2026, 10, 1)}])
def test_without_days_or_version_it_is_in_preparation(days):
    consultation = ConsultationFactory(**days)

    assert consultation.phase(moment(2026, 10, 1)) == Phase.DRAFT


def test_what_was_begun_in_the_last_second_can_be_sent_in_grace_and_nothing_is_begun_after_it():
    consultation, sample = opened(grace_hours=1)
    draft = begun(consultation, sample, at=consultation.closes_at - SECOND)

    contribution, _new = contribution_send(draft=draft, about=ABOUT, at=consultation.grace_ends_at - SECOND)

    assert contribution.lateness == "grace"
    with pytest.raises(ValidationError):
        draft_start(consultation=consultation, language="nl", at=consultation.closes_at)


@pytest.mark.parametrize(
    ("results_from", "shown_at"),
    [
        (None, moment(2026, 12, 1)),
        (moment(2026, 11, 1), moment(2026, 12, 1)),
        (moment(2026, 12, 24, 9), moment(2026, 12, 24, 9)),
    ],
)
def test_results_are_shown_to_nobody_before_the_closing_and_the_end_of_the_embargo(results_from, shown_at):
    consultation, _sample = opened(results_from=results_from)

    assert consultation.shows_results(shown_at) is True
    assert consultation.shows_results(shown_at - SECOND) is False


def test_an_extension_puts_off_the_results_too():
    consultation, _sample = opened()
    consultation_extend(
        consultation=consultation,
        closes_on=date(2026, 12, 15),
        reason={"nl": "Meer tijd", "fr": "Plus de temps"},
        by=UserFactory(),
        at=moment(2026, 11, 1),
    )

    assert consultation.shows_results(moment(2026, 12, 15, 23, 59, 59)) is False
    assert consultation.shows_results(moment(2026, 12, 16)) is True
