"""The sentences with the figures: right for none, one and many, in every language, each figure a link to its list."""

import re
from datetime import date

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override

from actions.deadlines import next_deadline, when
from actions.models import Commitment
from actions.models.statuses import Standing
from actions.progress import Part, Progress
from actions.sentences import CLAUSES, found, plan_sentence, sentence_of
from tests.factories import CommitmentFactory, ReportFactory

COUNTED = list(CLAUSES)


def progress(**counts):
    parts = [Part(code, code, number) for code, number in counts.items() if number]
    return Progress(sum(counts.values()), parts)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("number", [1, 2, 33, 1234])
def test_every_figure_stands_in_the_sentence_and_leads_to_its_list(language, number):
    counts = {str(code): number for code in COUNTED}

    with override(language):
        html = sentence_of(progress(**counts), "{total}: {figures}.", address="/list/")

    figures = re.findall(r'href="([^"]*)">([^<]*)</a>', html)
    assert [address for address, _text in figures[1:]] == [f"/list/?status={code}" for code in COUNTED]
    for _address, text in figures[1:]:
        assert "".join(re.findall(r"\d", text)) == str(number)
    assert "{" not in html
    assert set(COUNTED) == set(Standing)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_one_and_many_are_different_words(language):
    with override(language):
        texts = {number: strip_tags(found(number, number)).replace(str(number), "#") for number in (1, 2, 5)}

    assert texts[1] != texts[2] == texts[5]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_two_languages_say_it_differently(number):
    texts = {}
    for language in ("nl", "fr"):
        with override(language):
            texts[language] = str(plan_sentence(progress(no_news=number), number, "#ledger"))

    assert bool(texts["nl"]) == bool(texts["fr"]) == bool(number)
    assert number == 0 or texts["nl"] != texts["fr"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_plan_of_which_nothing_is_late_says_so_only_when_something_was_published(language):
    with override(language):
        published = plan_sentence(progress(completed=2), 2, "#ledger")
        silent = plan_sentence(progress(no_news=2), 2, "#ledger")
        late = plan_sentence(progress(completed=2, late=1), 2, "#ledger")

    assert 'class="sentence__figure"' in published
    assert "status=late" in late
    assert "sentence__figure" not in silent


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_deadline_is_told_by_its_year_and_only_while_it_matters(language):
    commitment = CommitmentFactory(first_deadline=date(2031, 6, 30))
    closed = CommitmentFactory(first_deadline=date(2030, 6, 30))
    ReportFactory(commitment=closed, status="completed", approved_on=date(2026, 5, 1))
    commitment, closed = Commitment.objects.with_status().order_by("pk")

    with override(language):
        assert "2031" in when(commitment, Standing.NO_NEWS)
        assert "2026" in when(closed, Standing.COMPLETED)
        assert "2031" in next_deadline([closed, commitment])
        assert next_deadline([closed]) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{}, {"timing": "ongoing"}, {"timing": "ongoing", "review_on": date(2031, 6, 30)}])
def test_a_commitment_without_a_deadline_says_so_in_words_of_the_reader(values):
    CommitmentFactory(**values)
    commitment = Commitment.objects.with_status().get()
    words = {}
    for language in ("nl", "fr"):
        with override(language):
            words[language] = when(commitment, Standing.NO_NEWS)

    assert all(words.values())
    assert words["nl"] != words["fr"]
