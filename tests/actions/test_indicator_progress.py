"""The formula of progress: one rule, whatever the figures."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from actions.indicators.progress import RULES, Outcome, progress_of
from actions.indicators.words import number, progress_words

FIGURES = st.decimals(min_value=-(10**14), max_value=10**14, places=4)
MAYBE = st.none() | FIGURES


def progress(baseline, target, latest, **more):
    figures = {"baseline": baseline, "target": target, "latest": latest}
    decimals = {name: None if value is None else Decimal(str(value)) for name, value in figures.items()}
    return progress_of(**decimals, **more)


@pytest.mark.parametrize(
    ("baseline", "target", "latest", "outcome", "percent"),
    [
        (0, 100, 34, "on_the_way", 34),
        (40, 20, 35, "on_the_way", 25),  # lower is better: the formula needs no other form
        (-10, 10, 0, "on_the_way", 50),
        (18, 90, 18, "on_the_way", 0),
        (0, 1000, 999.9, "on_the_way", 99),  # rounded down: only what was reached is 100
        (18, 90, 90, "reached", 100),
        (18, 90, 95, "passed", 100),
        (40, 20, 12, "passed", 100),
        (18, 90, 17, "worse", None),
        (40, 20, 51, "worse", None),
        (None, 90, 17, "no_baseline", None),
        (None, 90, 91, "no_baseline_reached", None),
        (90, 90, 89, "no_way", None),
        (90, 90, 90, "no_way_reached", None),
        (18, None, 20, "no_target", None),
        (18, 90, None, "no_measurement", None),
        (None, None, None, "no_target", None),
    ],
)
def test_progress_is_the_part_of_the_way_from_baseline_to_target(baseline, target, latest, outcome, percent):
    found = progress(baseline, target, latest)

    assert (found.outcome, found.percent) == (outcome, percent)


def test_where_lower_is_better_a_lower_figure_reaches_a_target_without_a_baseline():
    assert progress(None, 20, 19, higher_is_better=False).outcome == Outcome.NO_BASELINE_REACHED
    assert progress(20, 20, 21, higher_is_better=False).outcome == Outcome.NO_WAY


@given(baseline=MAYBE, target=MAYBE, latest=MAYBE, higher_is_better=st.booleans())
@example(Decimal("1E14"), Decimal("1E14") - Decimal("0.0001"), Decimal("-1E14"), True)
@example(Decimal(0), Decimal("1E14"), Decimal("1E14") - Decimal("0.0001"), True)
@example(Decimal(0), Decimal("0.0001"), Decimal("-1E14"), True)
def test_any_figures_give_a_percentage_from_0_to_100_or_words(baseline, target, latest, higher_is_better):
    found = progress_of(baseline=baseline, target=target, latest=latest, higher_is_better=higher_is_better)

    assert found.percent is None or 0 <= found.percent <= 100
    assert (found.percent == 100) == (found.outcome in {Outcome.REACHED, Outcome.PASSED})
    assert (found.share is not None and found.share < 0) == (found.outcome == Outcome.WORSE)
    assert progress_words(found)


@given(baseline=FIGURES, target=FIGURES, latest=FIGURES)
def test_a_mirrored_indicator_makes_the_same_progress(baseline, target, latest):
    there = progress_of(baseline=baseline, target=target, latest=latest)
    mirrored = progress_of(baseline=-baseline, target=-target, latest=-latest, higher_is_better=False)

    assert (mirrored.outcome, mirrored.percent) == (there.outcome, there.percent)


@given(baseline=FIGURES, target=FIGURES, figures=st.tuples(FIGURES, FIGURES))
def test_a_figure_nearer_to_the_target_never_shows_less_progress(baseline, target, figures):
    if baseline == target:
        return
    earlier, later = sorted(figures, reverse=target < baseline)

    before, after = (progress_of(baseline=baseline, target=target, latest=latest) for latest in (earlier, later))

    assert (after.percent if after.percent is not None else -1) >= (
        before.percent if before.percent is not None else -1
    )


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_outcome_is_said_in_the_readers_language(language):
    with override("en"):
        in_english = {str(outcome.label) for outcome in Outcome} | {str(rule) for rule in RULES}
    with override(language):
        said = [str(outcome.label) for outcome in Outcome] + [str(rule) for rule in RULES]

    assert len(set(said)) == len(said)
    assert not in_english & set(said)


@pytest.mark.parametrize(("language", "words"), [("nl", "34\u00a0% van de weg"), ("fr", "34\u00a0% du chemin")])
def test_a_percentage_comes_with_what_it_is_a_percentage_of(language, words):
    with override(language):
        assert progress_words(progress(0, 100, 34)).startswith(words)
        assert progress_words(progress(0, 100, 120)).endswith("(100\u00a0%)")


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [("1234.5", 0, "1.235"), ("0.4999", 0, "0"), ("12.345", 2, "12,35"), ("-3", 1, "-3,0")],
)
def test_figures_are_rounded_as_people_round(value, decimals, shown):
    with override("nl"):
        assert number(Decimal(value), decimals) == shown
