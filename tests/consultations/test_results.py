"""What a consultation gave, in numbers."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.about import About
from consultations.kinds import Publication, RespondentKind
from consultations.models import Contribution, QuestionnaireVersion
from consultations.results.result import CLAUSE
from consultations.results.tallies import results_of
from consultations.services.sending import contribution_withdraw
from consultations.services.versions import version_make
from consultations.typed import OTHER
from tests.factories import ConsultationFactory

from .world import DURING, opened, sent

pytestmark = pytest.mark.django_db

COMPANY = About(
    respondent=RespondentKind.ORGANISATION,
    name="Jan Voorbeeld",
    email="jan@example.org",
    organisation_name="Voorbeeld NV",
    publication=Publication.ANONYMOUS,
    consents=(("nl", "Ik ga akkoord."),),
)


def by_code(results):
    """{code of the question, or number of the clause: its result}"""
    return {getattr(result.asked, "code", "") or result.asked.number: result for result in results}


def answering(consultation, sample, *several):
    """A contribution for each of these: {name of a question: what is typed at it}."""
    least = {sample.key("single"): {"option": sample.uid("single/1"), "other": ""}}
    return [
        sent(consultation, sample, least | {sample.key(name): value for name, value in typed.items()})
        for typed in several
    ]


def counts_of(tallies, sample, name):
    """{the number of an option, or its key: how often}"""
    numbers = {sample.uid(f"{name}/{n}"): n for n in range(1, 5)}
    return {numbers.get(tally.key, tally.key): tally.count for tally in tallies}


def test_nobody_answered_yet():
    consultation, _sample = opened()

    results = results_of(consultation)

    assert results.total == 0
    assert [result.answered for result in results] == [0] * 16
    assert {tally.share for result in results for tally in result.tallies} == {0.0}
    assert results.retired == []


def test_a_consultation_that_never_opened_has_no_results():
    assert list(results_of(ConsultationFactory())) == []


def test_options_are_counted_with_other_apart():
    consultation, sample = opened()
    first, second = sample.uid("single/1"), sample.uid("single/3")
    for option, other in ((first, ""), (first, ""), (second, ""), (OTHER, "Iets anders")):
        sent(consultation, sample, {sample.key("single"): {"option": option, "other": other}})

    result = by_code(results_of(consultation))["single"]

    assert counts_of(result.tallies, sample, "single") == {1: 2, 2: 0, 3: 1, OTHER: 1}
    assert [tally.share for tally in result.tallies] == [0.5, 0.0, 0.25, 0.25]


def test_of_several_options_each_share_is_of_those_who_answered():
    consultation, sample = opened()
    one, two = sample.uid("multiple/1"), sample.uid("multiple/2")
    answering(
        consultation, sample, {"multiple": {"options": [one, two], "other": ""}},
        {"multiple": {"options": [one, OTHER], "other": "Nog iets"}}, {},
    )  # fmt: skip

    result = by_code(results_of(consultation))["multiple"]

    assert result.answered == 2
    assert counts_of(result.tallies, sample, "multiple") == {1: 2, 2: 1, 3: 0, 4: 0, OTHER: 1}
    assert result.tallies[0].share == 1.0


def test_a_scale_has_its_distribution_mean_and_median():
    consultation, sample = opened()
    answering(consultation, sample, *({"scale": point} for point in ("1", "2", "2", "5")))

    result = by_code(results_of(consultation))["scale"]

    assert [tally.count for tally in result.tallies] == [1, 2, 0, 0, 1]
    assert (result.mean, result.median) == (Decimal("2.5"), 2)


def test_numbers_have_least_median_mean_and_most():
    consultation, sample = opened()
    answering(consultation, sample, *({"number": number} for number in ("1", "2,5", "10", "0")))

    result = by_code(results_of(consultation))["number"]

    assert result.answered == 4
    assert (result.least, result.median, result.mean, result.most) == (0, Decimal("1.75"), Decimal("3.375"), 10)


def test_a_ranking_has_mean_places_and_first_places():
    consultation, sample = opened()
    lines = [sample.uid(f"ranking/{n}") for n in (1, 2, 3)]
    answering(
        consultation, sample,
        *({"ranking": dict(zip(lines, places, strict=True))} for places in (("1", "2", "3"), ("2", "1", "3"))),
    )  # fmt: skip

    places = by_code(results_of(consultation))["ranking"].places

    assert [(place.mean, place.firsts) for place in places] == [(Decimal("1.5"), 1), (Decimal("1.5"), 1), (3, 0)]


def test_a_table_is_counted_per_row():
    consultation, sample = opened()
    first, second = sample.uid("matrix row/1"), sample.uid("matrix row/2")
    answering(
        consultation, sample, {"matrix": {first: sample.uid("matrix/1"), second: sample.uid("matrix/2")}},
        {"matrix": {first: sample.uid("matrix/1")}},
    )  # fmt: skip

    rows = by_code(results_of(consultation))["matrix"].rows

    assert [(number, counts_of(tallies, sample, "matrix")) for _uid, number, tallies in rows] == [
        (2, {1: 2, 2: 0, 3: 0}),
        (1, {1: 0, 2: 1, 3: 0}),
    ]


def test_days_have_a_span_and_texts_a_count():
    consultation, sample = opened()
    answering(
        consultation, sample, {"date": "2026-10-20", "long": "Lang"}, {"date": "2025-01-02", "email": "a@example.org"}
    )

    results = by_code(results_of(consultation))

    assert [day.isoformat() for day in results["date"].days] == ["2025-01-02", "2026-10-20"]
    assert (results["long"].answered, results["email"].answered, results["short"].answered) == (1, 1, 0)


def test_clauses_are_counted_by_stance_with_their_comments():
    consultation, sample = opened()
    least = {sample.key("single"): {"option": sample.uid("single/1"), "other": ""}}
    for said in ({"stance": "agree", "text": ""}, {"stance": "change", "text": "Zo"}, {"stance": "", "text": "Hm"}):
        sent(consultation, sample, least | {sample.clause_key("clause/1"): said})

    result = by_code(results_of(consultation))["1"]

    assert result.kind == CLAUSE
    assert {tally.key: tally.count for tally in result.tallies} == {"agree": 1, "change": 1, "disagree": 0}
    assert (result.answered, result.comments) == (3, 2)
    assert result.tallies[0].share == 0.5


def test_everything_is_split_by_who_answers():
    consultation, sample = opened()
    sent(consultation, sample)
    sent(consultation, sample, about=COMPANY)
    sent(consultation, sample, about=COMPANY)

    results = results_of(consultation)

    assert results.respondents == {"individual": 1, "organisation": 2}
    assert by_code(results)["single"].tallies[0].by == {"individual": 1, "organisation": 2}
    assert by_code(results)["1"].by == {"individual": 1, "organisation": 2}


def test_only_what_counts_is_counted():
    consultation, sample = opened()
    _kept, withdrawn, waiting, late = (sent(consultation, sample) for _n in range(4))
    contribution_withdraw(contribution=withdrawn, at=DURING)
    Contribution.objects.filter(pk=waiting.pk).update(state=Contribution.State.TO_CHECK)
    Contribution.objects.filter(pk=late.pk).update(lateness=Contribution.Lateness.LATE)

    assert results_of(consultation).total == 1
    assert {result.answered for result in results_of(consultation) if result.kind != "file"} == {0, 1}

    Contribution.objects.filter(pk=late.pk).update(admitted_at=DURING)

    assert results_of(consultation).total == 2


def test_a_question_that_is_asked_no_longer_stands_apart_with_its_own_counts():
    consultation, sample = opened()
    sent(consultation, sample)
    document = sample.document()
    document["sections"][0]["items"] = document["sections"][0]["items"][1:]
    document["sections"][1]["items"][-1]["conditions"] = []
    document["clauses"] = document["clauses"][:1] + document["clauses"][2:]
    version_make(consultation=consultation, document=document, kind=QuestionnaireVersion.Kind.CHANGE, at=DURING)

    results = results_of(consultation)

    assert [result.is_retired for result in results.retired] == [True, True]
    assert {key: result.answered for key, result in by_code(results.retired).items()} == {"single": 1, "1": 1}
    assert not {"single", "1"} & set(by_code(results.current))


def test_the_answers_of_another_consultation_are_no_part_of_it():
    consultation, _sample = opened()
    sent(*opened())

    assert results_of(consultation).total == 0


def test_as_many_queries_for_three_contributions_as_for_thirty():
    consultation, sample = opened()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            results_of(consultation)
        return len(captured)

    for _n in range(3):
        sent(consultation, sample)
    few = queries()
    for _n in range(27):
        sent(consultation, sample)

    assert queries() == few <= 14
