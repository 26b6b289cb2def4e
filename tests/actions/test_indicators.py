"""The series of an indicator: what was known on a day, and how readers see it."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from actions.indicators.series import public_indicators, series_of
from actions.indicators.shown import indicators_of
from actions.models import Indicator
from actions.services.submissions import saying_translate
from core.dates import today
from core.services import record_archive
from tests.database import Queries, rolled_back
from tests.factories import (
    ActionFactory,
    IndicatorFactory,
    MeasurementFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

JANUARY, MARCH, JUNE, DECEMBER = (date(2025, month, 28) for month in (1, 3, 6, 12))


def series(indicator, on=None):
    [found] = series_of(Indicator.objects.filter(pk=indicator.pk), on)
    return found


def html(indicator, language="nl"):
    with override(language):
        items = indicators_of(indicator.action, language)
        return render_to_string("actions/indicators/indicators.html", {"items": items})


@pytest.fixture
def indicator(site):
    return IndicatorFactory(baseline=20, baseline_on=date(2024, 1, 1), unit_nl="klachten", unit_fr="plaintes")


# What was known


def test_a_figure_counts_from_the_day_on_which_it_was_approved(indicator):
    MeasurementFactory(indicator=indicator, value=30, measured_on=JANUARY, approved_on=MARCH)

    assert series(indicator, MARCH - timedelta(days=1)).latest is None
    assert series(indicator, MARCH).latest.value == 30


@pytest.mark.parametrize("state", ["submitted", "returned"])
def test_a_figure_that_was_not_approved_is_shown_to_nobody(indicator, state):
    decided = {
        "decided_by": UserFactory(),
        "decided_at": MeasurementFactory.build().submitted_at,
        "return_reason": "?",
    }
    more = decided if state == "returned" else {}
    MeasurementFactory(indicator=indicator, approved_on=None, state=state, value=415_926, **more)

    assert series(indicator).figures == ()
    assert "415.926" not in html(indicator)


def test_a_corrected_measurement_counts_until_its_correction_was_approved(indicator):
    wrong = MeasurementFactory(indicator=indicator, value=38, measured_on=JANUARY, approved_on=MARCH)
    MeasurementFactory(indicator=indicator, value=24, measured_on=JANUARY, approved_on=JUNE, corrects=wrong)

    assert series(indicator, JUNE - timedelta(days=1)).latest.value == 38
    assert series(indicator, JUNE).latest.value == 24
    assert [figure.value for figure in series(indicator, JUNE).figures if figure.is_replaced] == [38]


def test_the_latest_figure_is_the_last_one_measured_not_the_last_one_sent_in(indicator):
    MeasurementFactory(indicator=indicator, value=50, measured_on=MARCH, approved_on=JUNE)
    MeasurementFactory(indicator=indicator, value=40, measured_on=JANUARY, approved_on=DECEMBER)

    assert series(indicator).latest.value == 50


def test_a_moved_target_is_shown_with_the_one_that_it_replaced(indicator):
    first = TargetFactory(indicator=indicator, value=90, due_on=date(2026, 12, 31), approved_on=JANUARY)
    second = TargetFactory(indicator=indicator, value=90, due_on=date(2027, 12, 31), approved_on=MARCH, corrects=first)
    third = TargetFactory(indicator=indicator, value=80, due_on=date(2028, 6, 30), approved_on=JUNE, corrects=second)

    found = series(indicator, JUNE)
    assert [target.pk for target in found.targets] == [third.pk]
    assert [target.pk for target in found.earlier(found.target)] == [second.pk, first.pk]
    assert [target.pk for target in series(indicator, MARCH).targets] == [second.pk]
    with override("nl"):
        assert "<del>90\u00a0klachten" in html(indicator)


def test_progress_is_measured_against_the_next_target_and_after_all_of_them_the_last(indicator):
    for value, due_on in ((50, JUNE), (90, DECEMBER)):
        TargetFactory(indicator=indicator, value=value, due_on=due_on, approved_on=JANUARY)

    assert series(indicator, MARCH).target.value == 50
    assert series(indicator, JUNE).target.value == 50
    assert series(indicator, JUNE + timedelta(days=1)).target.value == 90
    assert series(indicator, DECEMBER + timedelta(days=90)).target.value == 90


def test_a_baseline_counts_from_its_day(indicator):
    TargetFactory(indicator=indicator, approved_on=date(2023, 6, 1))
    MeasurementFactory(indicator=indicator, value=30, approved_on=date(2023, 6, 1))

    assert series(indicator, date(2023, 12, 31)).progress.outcome == "no_baseline"
    assert series(indicator, date(2024, 1, 1)).progress.outcome == "on_the_way"


LOG = st.lists(
    st.tuples(
        st.integers(0, 400), st.integers(0, 400), st.decimals(-1000, 1000, places=2), st.integers(0, 5), st.booleans()
    ),
    max_size=8,
)


@given(log=LOG, asked=st.integers(0, 900))
def test_any_history_gives_on_any_day_what_replaying_it_gives(site, log, asked):
    """(days until measured, days from there until approved, value, the figure it corrects, whether it corrects one)"""
    start = date(2024, 1, 1)
    with rolled_back():
        indicator, person = IndicatorFactory(), UserFactory()
        rows, known, replaced = [], {}, set()
        for measured, approved, value, place, corrects in log:
            open_rows = [row for row in rows if row not in replaced]
            target = open_rows[place % len(open_rows)] if corrects and open_rows else None
            measured_on = start + timedelta(days=measured)
            approved_on = measured_on + timedelta(days=approved)
            if target:
                replaced.add(target)
                approved_on = max(approved_on, target.decided_at.date())
            rows.append(
                MeasurementFactory(
                    indicator=indicator,
                    value=value,
                    measured_on=measured_on,
                    approved_on=approved_on,
                    corrects=target,
                    submitted_by=person,
                    decided_by=person,
                )
            )
        on = start + timedelta(days=asked)
        for row in sorted(rows, key=lambda row: row.decided_at):
            if row.decided_at.date() <= on and row.measured_on <= on:
                known.pop(row.corrects_id, None)
                known[row.pk] = row
        found = series(indicator, on)

        assert {figure.pk for figure in found.measurements} == set(known)
        if known:
            last = max(row.measured_on for row in known.values())
            assert found.latest.day == last


# How readers see it


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_readers_see_figures_in_their_language_with_unit_source_and_formula(indicator, language):
    TargetFactory(indicator=indicator, value=120, due_on=date(2027, 12, 31), approved_on=JANUARY)
    MeasurementFactory(indicator=indicator, value=1234, measured_on=JUNE, approved_on=JUNE, source="Jaarverslag 2025")

    [shown] = indicators_of(indicator.action, language)
    page = html(indicator, language)

    thousand = {"nl": "1.234", "fr": "1\u00a0234"}[language]
    unit = {"nl": "klachten", "fr": "plaintes"}[language]
    assert shown.name == indicator.name_in(language)
    assert f"{thousand}\u00a0{unit}" in page
    assert "Jaarverslag 2025" in page
    assert 'role="img"' in page
    assert "<title" in page
    assert "<desc" in page


@pytest.mark.parametrize(("language", "lang"), [("nl", ""), ("fr", "nl")])
def test_a_note_in_one_language_is_shown_to_others_with_its_language_and_a_notice(indicator, language, lang):
    figure = MeasurementFactory(indicator=indicator, language="nl", reason="Zonder de gemeenten.", approved_on=JUNE)

    [shown] = indicators_of(indicator.action, language)
    assert [(row.note, row.lang) for row in shown.rows if row.kind == "measurement"] == [
        ("Zonder de gemeenten.", lang)
    ]
    assert ('<p lang="nl">Zonder de gemeenten.</p>' in html(indicator, language)) == bool(lang)
    assert ("other-language" in html(indicator, language)) == bool(lang)

    saying_translate(saying=figure, language="fr", reason="Sans les communes.", by=UserFactory())
    [shown] = indicators_of(indicator.action, "fr")
    assert [(row.note, row.lang) for row in shown.rows if row.kind == "measurement"] == [("Sans les communes.", "")]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_source_is_named_in_the_language_in_which_it_was_written(indicator, language):
    MeasurementFactory(indicator=indicator, language="nl", source="Jaarverslag", reason="")

    source = "<p>Jaarverslag</p>" if language == "nl" else '<p lang="nl">Jaarverslag</p>'
    assert source in html(indicator, language)


def test_a_figure_without_a_note_shows_none(indicator):
    MeasurementFactory(indicator=indicator, reason="", approved_on=JUNE)

    for language in ("nl", "fr"):
        assert "other-language" not in html(indicator, language)


def test_what_people_type_is_text_on_the_page(site):
    indicator = IndicatorFactory(name_nl="<b>x</b>", unit_nl="<i>", baseline=1, baseline_on=JANUARY)
    MeasurementFactory(indicator=indicator, source='"><script>alert(1)</script>', reason="<svg onload=alert(1)>")
    page = html(indicator)

    assert "<script" not in page
    assert "<b>" not in page
    assert "onload=alert(1)>" not in page


def test_a_worsening_is_said_in_words_and_drawn_as_no_bar(indicator):
    TargetFactory(indicator=indicator, value=120)
    figure = {"indicator": indicator, "approved_on": JUNE, "measured_on": JUNE}
    good = MeasurementFactory(**figure, value=70)
    assert 'class="way__done" width="50%"' in html(indicator)

    MeasurementFactory(**figure, value=10, corrects=good)
    assert "way__done" not in html(indicator)
    assert "-" not in indicators_of(indicator.action, "nl")[0].progress_words


@pytest.mark.parametrize(
    "figures",
    [
        [], [(0, 5)], [(0, 5), (0, 5)], [(0, 5), (1, 5)], [(0, 0), (1, 0)], [(0, "0.0001"), (900, "0.0002")],
        [(0, "-99999999999999"), (1, "99999999999999")], [(n * 90, n % 3) for n in range(40)],
    ],
)  # fmt: skip
def test_every_series_makes_a_chart_that_stays_within_its_frame(site, figures):
    indicator = IndicatorFactory(decimals=4)
    for days, value in figures:
        day = date(2015, 1, 1) + timedelta(days=days)
        MeasurementFactory(indicator=indicator, value=value, measured_on=day, approved_on=day)

    [shown] = indicators_of(indicator.action, "fr")

    assert (shown.chart is None) == (len(figures) < 2)
    if shown.chart:
        assert all(
            0 <= float(mark.x) <= 100 and 0 <= float(mark.y) <= shown.chart.bottom for mark in shown.chart.marks
        )
        assert 2 <= len(shown.chart.scale) <= 8
        assert len({tick.label for tick in shown.chart.scale}) == len(shown.chart.scale)
        assert len(shown.chart.years) <= 5
    assert "style=" not in html(indicator)
    assert "<script" not in html(indicator)


@pytest.mark.parametrize("what", ["indicator", "action", "plan"])
def test_an_indicator_is_public_as_long_as_its_action_and_plan_are(indicator, what):
    assert list(public_indicators()) == [indicator]

    record_archive(record={"indicator": indicator, "action": indicator.action, "plan": indicator.action.plan}[what])

    assert list(public_indicators()) == []


def test_an_action_without_indicators_shows_nothing(site):
    action = ActionFactory()

    assert indicators_of(action, "nl") == []
    assert render_to_string("actions/indicators/indicators.html", {"items": []}).strip() == ""


@pytest.mark.parametrize("count", [1, 30])
def test_two_questions_whatever_the_number_of_indicators_and_figures(site, count):
    action = ActionFactory()
    for _number in range(count):
        indicator = IndicatorFactory(action=action, baseline=1, baseline_on=JANUARY)
        for value in range(3):
            MeasurementFactory(indicator=indicator, value=value)
        TargetFactory(indicator=indicator)

    with Queries() as queries:
        render_to_string("actions/indicators/indicators.html", {"items": indicators_of(action, "fr")})

    assert queries.at_most(2), queries


def test_nothing_of_the_future_is_known_today(indicator):
    MeasurementFactory(indicator=indicator, value=1, approved_on=today() + timedelta(days=1), measured_on=JUNE)

    assert series(indicator).latest is None
