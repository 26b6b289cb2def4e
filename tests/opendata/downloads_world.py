"""One public thing of every kind, and beside each one that nobody may see."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO

from openpyxl import load_workbook

from actions.models import CoOwner, Milestone, StatusReportTranslation
from actions.models.reports import Evidence, MilestoneReached
from core.languages import language_codes
from core.models import GuidingPrinciple, Theme
from opendata.downloads import writing
from tests import factories as make

HIDDEN = "geheim"
"""Stands in every text that no file may hold."""


def texts(field, words):
    return {f"{field}_{code}": f"{words} {code}" for code in language_codes()}


def one_of_everything(words="Openbaar", **values):
    """A plan with all that belongs to it; `values` hide it."""
    government = make.GovernmentFactory(code=f"gov-{words.lower()}", **texts("name", words))
    body = make.OrganisationFactory(
        code=f"body-{words.lower()}", government=government, email=f"{words}@body.example",
        telephone="+32 2 999 00 99",        **texts("name", words), **values,
    )  # fmt: skip
    plan = make.ActionPlanFactory(code=f"plan-{words.lower()}", **texts("name", words), **values)
    action = make.ActionFactory(plan=plan, number=1, **texts("name", words), **texts("found_in", words), **values)
    action.themes.set(Theme.objects.all()[:2])
    action.principles.set(GuidingPrinciple.objects.all()[:1])
    action.save()
    commitment = make.CommitmentFactory(
        action=action, organisation=body, first_deadline=date(2026, 1, 1), **texts("text", words), **values
    )
    CoOwner.objects.create(commitment=commitment, organisation=make.OrganisationFactory(**values))
    reports = reports_on(commitment, words)
    indicator = make.IndicatorFactory(action=action, organisation=body, **texts("name", words), **values)
    first = make.TargetFactory(indicator=indicator, reason=words, approved_on=date(2025, 1, 1))
    make.TargetFactory(indicator=indicator, reason=words, corrects=first, value=200, approved_on=date(2026, 1, 1))
    make.MeasurementFactory(indicator=indicator, source=words, value="12.50", approved_on=date(2026, 2, 1))
    make.AssessmentFactory(commitment=commitment, reason=words, assessed_on=date(2026, 2, 1))
    source = make.RecommendationSourceFactory(code=f"source-{words.lower()}", **texts("name", words), **values)
    recommendation = make.RecommendationFactory(source=source, number=1, **texts("text", words), **values)
    recommendation.actions.set([action])
    recommendation.commitments.set([commitment])
    recommendation.save()
    for day, answer in ((date(2025, 5, 1), "later"), (date(2026, 5, 1), "accepted")):
        make.ResponseFactory(
            recommendation=recommendation, on_behalf_of=body, approved_on=day, answered_on=day, answer=answer,
            reason=words,
        )  # fmt: skip
    pledge = make.PledgeFactory(
        code=f"pledge-{words.lower()}", **texts("name", words), commitment__organisation=body, **values
    )
    make.ReportFactory(commitment=pledge.commitment, reason=words, approved_on=date(2026, 3, 1))
    return plan, commitment, reports


def reports_on(commitment, words):
    """A report, one that moves the deadline with evidence and a milestone, and a correction of the first."""
    first = make.ReportFactory(
        commitment=commitment, reason=words, status="not_started", approved_on=date(2025, 3, 1),
        holds_on=date(2025, 3, 1),
    )  # fmt: skip
    moving = make.ReportFactory(
        commitment=commitment, reason=words, approved_on=date(2025, 9, 1), holds_on=date(2025, 9, 1),
        moves_to=date(2027, 1, 1),
    )  # fmt: skip
    StatusReportTranslation.objects.create(
        report=moving, language="fr", reason=f"{words} (traduit)", translated_by=moving.decided_by
    )
    Evidence.objects.create(report=moving, url=f"https://example.org/{words}")
    Evidence.objects.create(report=moving, url=f"https://example.org/{HIDDEN}", is_public=False)
    milestone = Milestone.objects.create(commitment=commitment, due_on=date(2025, 8, 1), **texts("name", words))
    MilestoneReached.objects.create(report=moving, milestone=milestone)
    correction = make.ReportFactory(
        commitment=commitment, reason=words, status="in_preparation", corrects=first, approved_on=date(2025, 4, 1),
        holds_on=date(2025, 3, 1),
    )  # fmt: skip
    return first, moving, correction


def everything_with_hidden_neighbours():
    """The public things, and the same ones hidden in every way."""
    found = one_of_everything()
    one_of_everything("Geheim", is_public=False)
    plan, commitment, _reports = found
    make.ReportFactory(commitment=commitment, reason=HIDDEN)  # submitted only
    make.ReportFactory(commitment=commitment, reason=HIDDEN, returned_on=date(2026, 3, 1))
    hidden = make.ActionFactory(plan=plan, number=99, is_public=False, **texts("name", HIDDEN))
    make.CommitmentFactory(action=hidden, **texts("text", HIDDEN))
    make.IndicatorFactory(action=hidden, **texts("name", HIDDEN))
    make.ConsultationFactory(**texts("name", HIDDEN))  # public, but not opened: nothing is asked yet
    return found


def content(response):
    return b"".join(response.streaming_content)


def read(client, dataset, kind, query=""):
    """The rows of a file as texts: [{column: text}]; lists with what separates them in tables."""
    body = content(client.get(f"/data/{dataset.code}.{kind}{query}"))
    if kind == "csv":
        text = body.decode()
        assert text.startswith("\ufeff")
        return [{name: row[name] for name in names(dataset)} for row in csv.DictReader(StringIO(text[1:]))]
    if kind == "xlsx":
        heads, *rows = load_workbook(BytesIO(body))[dataset.code].iter_rows()
        cells = [[cell.value for cell in row] for row in rows]
        return [{head.value: _text(value) for head, value in zip(heads, row, strict=True)} for row in cells]
    rows = json.loads(body)["rows"]
    return [
        {column.name: str(writing.flat(column, row.get(column.name))) for column in dataset.columns} for row in rows
    ]


def _text(value):
    return "" if value is None else value.date().isoformat() if hasattr(value, "date") else str(value)


def names(dataset):
    return [column.name for column in dataset.columns]
