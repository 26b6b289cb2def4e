"""More time: only ever later, only while something can be sent, with a reason in every language."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from consultations.models import Contribution, Extension, Phase
from consultations.opening.refusals import Refused
from consultations.services.drafts import draft_start
from consultations.services.extending import consultation_extend
from consultations.services.identities import keep_until
from core.shell import content_version
from tests.factories import ConsultationFactory, UserFactory

from .world import CLOSES_ON, DURING, moment, opened, sent

pytestmark = pytest.mark.django_db

REASON = {"nl": "Velen vroegen meer tijd.", "fr": "Beaucoup demandaient plus de temps."}
LONGER = CLOSES_ON + timedelta(days=14)


@pytest.fixture(autouse=True)
def _in_the_words_of_the_code():
    with override("en"):
        yield


def extend(consultation, closes_on=LONGER, at=DURING, reason=None):
    return consultation_extend(
        consultation=consultation, closes_on=closes_on, reason=reason or REASON, by=UserFactory(), at=at
    )


def test_an_extension_moves_the_last_day_and_says_why_and_who():
    consultation, _sample = opened()

    extension = extend(consultation)

    assert consultation.last_day == LONGER
    assert consultation.closes_on == CLOSES_ON
    assert consultation.phase(moment(2026, 12, 14, 23, 59, 59)) == Phase.OPEN
    assert (extension.reason_fr, extension.decided_at) == (REASON["fr"], DURING)
    assert extension.decided_by is not None


@pytest.mark.parametrize(
    ("closes_on", "at", "said"),
    [
        (CLOSES_ON, DURING, "must come after"),
        (CLOSES_ON - timedelta(days=1), DURING, "must come after"),
        (date(1900, 1, 1), DURING, "cannot be right"),
        (date(9999, 12, 31), DURING, "cannot be right"),
        (LONGER, moment(2026, 12, 2), "can no longer be extended"),
    ],
)
def test_it_is_never_shortened_and_not_extended_when_all_is_over(closes_on, at, said):
    consultation, _sample = opened(grace_hours=24)

    with pytest.raises(Refused, match=said):
        extend(consultation, closes_on, at)

    assert not Extension.objects.exists()


def test_a_second_extension_is_later_than_the_first():
    consultation, _sample = opened()
    extend(consultation)

    with pytest.raises(Refused, match="must come after"):
        extend(consultation, LONGER - timedelta(days=1))
    extend(consultation, LONGER + timedelta(days=1))

    assert consultation.last_day == LONGER + timedelta(days=1)


def test_in_the_hours_of_grace_it_opens_again_but_not_for_a_day_that_passed():
    consultation, _sample = opened(grace_hours=14 * 24)
    at = moment(2026, 12, 5, 12)

    with pytest.raises(Refused, match="has passed"):
        extend(consultation, date(2026, 12, 4), at)
    extend(consultation, date(2026, 12, 5), at)

    assert consultation.phase(at) == Phase.OPEN
    assert draft_start(consultation=consultation, language="nl", at=at)


def test_before_the_opening_the_days_are_simply_changed():
    consultation = ConsultationFactory(opens_on=date(2026, 10, 1), closes_on=CLOSES_ON)

    with pytest.raises(Refused, match="not opened yet"):
        extend(consultation)


@pytest.mark.parametrize("reason", [{"nl": "Meer tijd"}, {"nl": " ", "fr": " "}, {"nl": "x" * 501, "fr": "y"}])
def test_the_reason_is_given_in_every_language(reason):
    consultation, _sample = opened()

    with pytest.raises(Refused):
        extend(consultation, reason=reason)

    assert not Extension.objects.exists()


def test_who_sent_something_is_kept_from_the_new_last_day_on():
    consultation, sample = opened(keep_sent_months=12)
    identity = sent(consultation, sample).identity
    before = identity.expires_on

    extend(consultation)
    identity.refresh_from_db()

    assert before == date(2027, 11, 30)
    assert identity.expires_on == keep_until(consultation) == date(2027, 12, 14)


def test_what_was_sent_stays_as_it_is():
    consultation, sample = opened()
    contribution = sent(consultation, sample)

    extend(consultation)

    again = Contribution.objects.get()
    assert (again.lateness, again.digest, again.sent_at) == (
        contribution.lateness, contribution.digest, contribution.sent_at
    )  # fmt: skip


def test_readers_see_it_at_once(django_capture_on_commit_callbacks):
    consultation, _sample = opened()
    before = content_version()

    with django_capture_on_commit_callbacks(execute=True):
        extend(consultation)

    assert content_version() != before
