"""The bench runs, and a figure that is missed is told; how fast the site is, no test says."""

import pytest

from bench.__main__ import run
from bench.measuring import Figures, missed
from bench.pages import SUBJECTS
from bench.report import report

BY_NAME = {subject.name: subject for subject in SUBJECTS}


def figures(name="partners", scale=10_000, *, ratio=0.1, queries=4):
    seen = {"queries": queries, "raw": 40_000, "compressed": 8_000, "first_queries": 30, "first_ms": 300}
    rates = [ratio * 990, ratio * 1000, ratio * 1010]
    return Figures(name, scale, seen, rates=rates, constants=[990, 1000, 1010], costs=[1 / ratio] * 3)


def test_figures_that_are_reached_are_not_told():
    assert missed([figures(scale=100), figures()], BY_NAME) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (figures(ratio=0.04), "partners at 10000: 0.040 of the constant answer, not 0.05"),
        (figures(queries=13), "partners at 10000: 13 queries, not 12 at most"),
        (figures(ratio=0.07), "partners: 1.43 times its cost at 100, not 1.3 at most"),
    ],
)
def test_a_figure_that_is_missed_is_told(row, words):
    assert words in missed([figures(scale=100), row], BY_NAME)


def test_the_table_has_a_line_for_each_page_and_scale():
    lines = report([figures(scale=100), figures(ratio=0.08)], {100: 2000.0}).splitlines()

    assert [line.count("|") for line in lines[:4]] == [13] * 4
    assert [lines[3].split("|")[place].strip() for place in (4, 8)] == ["0.080", "1.25"]


@pytest.mark.django_db
def test_the_bench_measures_a_page_of_a_served_database(ground, tmp_path):
    if ground is None:
        pytest.skip("it is served from a file")
    found, bare = run(
        {3: f"sqlite:///{ground}"}, tmp_path, names=["home"], rounds=1, seconds=0.1, workers=1, connections=1
    )

    assert found[0].seen["address"] == "/nl/"
    assert found[0].ratio > 0
    assert 0 < found[0].seen["compressed"] < found[0].seen["raw"]
    assert bare[3] > 0
