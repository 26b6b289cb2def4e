"""A spreadsheet that comes back: what it would change is shown row by row, then all of it is done, or nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from actions.models import (
    Action,
    ActionPlan,
    Commitment,
    Indicator,
    Measurement,
    Milestone,
    Pillar,
    StatusReport,
    Target,
)
from actions.sheets import importing
from actions.sheets.importing import Moved, carry_out, dry_run
from actions.sheets.tables import tables_of
from core.dates import today
from core.models import Goal, Theme
from core.sheets.problems import Refused
from core.sheets.reading import read_workbook
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    OrganisationFactory,
    PillarFactory,
    ReportFactory,
    TargetFactory,
)

from .sheet_world import add, changes, done, downloaded, place, problems, put, saved, template, tried, values

pytestmark = pytest.mark.django_db

LAST_MONTH = today() - timedelta(days=30)


@pytest.fixture
def government(site):
    return GovernmentFactory()


@pytest.fixture
def ministry(government):
    return OrganisationFactory(code="ministry", kind="federal", government=government)


@pytest.fixture
def user(person, government):
    return person("plan-coordinator", government=government)


@pytest.fixture
def plan(site):
    return ActionPlanFactory(code="plan", starts_on=date(2024, 1, 1))


@pytest.fixture
def action(plan):
    return ActionFactory(plan=plan, number=1, pillar=PillarFactory(plan=plan, number=1))


@pytest.fixture
def commitment(action, ministry):
    return CommitmentFactory(code="plan-1-1", action=action, organisation=ministry, first_deadline=date(2026, 12, 31))


@pytest.fixture
def report(commitment):
    return ReportFactory(commitment=commitment, approved_on=LAST_MONTH)


@pytest.fixture
def indicator(action, ministry):
    return IndicatorFactory(code="visits", action=action, organisation=ministry, decimals=2)


# --- Nothing, and what is not read ---


def test_what_was_downloaded_changes_nothing(plan, report, indicator, user):
    TargetFactory(indicator=indicator, approved_on=LAST_MONTH)
    MeasurementFactory(indicator=indicator)

    difference = tried(downloaded(plan), plan, user)

    assert (difference.rows, difference.problems, difference.remarks) == ([], [], [])
    assert difference.unchanged == {
        "Plan": 1, "Pillars": 1, "Actions": 1, "Commitments": 1, "Milestones": 0, "Indicators": 1, "Reports": 1,
        "Targets": 1, "Measurements": 1,
    }  # fmt: skip


def test_a_plan_of_more_rows_than_are_read_at_once_changes_nothing(plan, commitment, user, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    for days in (5, 50, 1, 20, 7):
        report = ReportFactory(commitment=commitment, approved_on=today() - timedelta(days=days))
        report.evidence.create(url=f"https://example.org/{days}")
        report.translations.create(language="fr", reason=f"Texte {days}", translated_by=user)

    difference = tried(downloaded(plan), plan, user)

    assert (difference.rows, difference.problems, difference.unchanged["Reports"]) == ([], [], 5)


def test_columns_for_readers_are_left_out_and_the_screen_says_so(plan, report, user):
    book = downloaded(plan)
    put(book, "Commitments", "standing", "completed")
    put(book, "Reports", "status_label_nl", "Iets anders")

    difference = tried(book, plan, user)

    assert (difference.rows, difference.problems) == ([], [])
    assert {(item.sheet, item.column, item.count) for item in difference.remarks} == {
        ("Commitments", "standing", 1),
        ("Reports", "status_label_nl", 1),
    }


def test_rows_sheets_and_columns_that_are_missing_stay(plan, commitment, user):
    book = downloaded(plan)
    for title in ("Reports", "Pillars", "Milestones", "Plan"):
        del book[title]
    book["Commitments"].delete_cols(1)
    book["Actions"].delete_rows(3)

    difference = tried(book, plan, user)

    assert (difference.rows, difference.problems) == ([], [])
    assert Action.objects.count() == Commitment.objects.count() == 1


def test_the_row_of_labels_may_be_missing(plan, commitment, user):
    book = downloaded(plan)
    book["Commitments"].delete_rows(2)

    assert tried(book, plan, user).unchanged["Commitments"] == 1


def test_labels_of_an_older_download_are_not_taken_for_data(plan, commitment, user):
    book = downloaded(plan)
    for cell in book["Commitments"][2]:
        cell.value = f"Formerly {cell.value}"

    difference = tried(book, plan, user)

    assert (difference.problems, difference.unchanged["Commitments"]) == ([], 1)


def test_data_that_stand_where_the_labels_were_are_read(plan, user):
    book = downloaded(plan)
    book["Pillars"].delete_rows(2)
    put(book, "Pillars", "number", "1", 2)
    put(book, "Pillars", "name_nl", "Beschermen", 2)

    assert list(problems(tried(book, plan, user))) == [f"Pillars!{place(book, 'Pillars', 'name_fr', 2)}"]


# --- Changes of records ---


def test_a_changed_cell_is_shown_with_its_old_and_new_value_and_then_done(plan, commitment, user):
    book = downloaded(plan)
    put(book, "Commitments", "text_fr", "Autre texte")
    put(book, "Commitments", "themes", "human-rights")

    difference = tried(book, plan, user)

    assert changes(difference) == {
        ("Commitments", 3): {"text_fr": (commitment.text_fr, "Autre texte"), "themes": ("", "human-rights")}
    }
    commitment.refresh_from_db()
    assert commitment.text_fr != "Autre texte"

    done(book, plan, user)

    commitment = Commitment.objects.get()
    assert commitment.text_fr == "Autre texte"
    assert [theme.code for theme in commitment.themes.all()] == ["human-rights"]


def test_an_import_leaves_a_revision_and_an_entry_in_the_history(plan, commitment, user):
    book = downloaded(plan)
    put(book, "Commitments", "text_fr", "Autre texte")

    done(book, plan, user)

    commitment = Commitment.objects.get()
    assert commitment.latest_revision.user == user
    assert commitment.latest_revision.content["text_fr"] == "Autre texte"
    entry = ModelLogEntry.objects.for_instance(commitment).get()
    assert (entry.action, entry.user, entry.revision) == ("wagtail.edit", user, commitment.latest_revision)


def test_an_empty_cell_empties_a_value_that_may_be_empty_and_no_other(plan, commitment, user):
    book = downloaded(plan)
    put(book, "Plan", "starts_on", None)
    where = put(book, "Commitments", "text_nl", None)

    difference = tried(book, plan, user)

    assert changes(difference)["Plan", 3] == {"starts_on": ("2024-01-01", "")}
    assert list(problems(difference)) == [where]


def test_dates_and_numbers_as_text_are_understood(plan, indicator, user):
    book = downloaded(plan)
    put(book, "Plan", "starts_on", "15/02/2024")
    put(book, "Indicators", "baseline", "12,5")
    put(book, "Indicators", "baseline_on", "2024-01-31")

    done(book, plan, user)

    plan.refresh_from_db()
    indicator.refresh_from_db()
    assert plan.starts_on == date(2024, 2, 15)
    assert (indicator.baseline, indicator.baseline_on) == (Decimal("12.5"), date(2024, 1, 31))


@pytest.mark.parametrize("label", ["human_rights", "Bedrijven en mensenrechten", "entreprises et droits de l’homme"])
def test_a_label_in_any_language_counts_as_its_code(plan, user, label):
    book = downloaded(plan)
    put(book, "Plan", "kind", label)

    done(book, plan, user)

    plan.refresh_from_db()
    assert plan.kind == "human_rights"


def test_new_rows_build_on_new_rows_of_the_same_file(plan, ministry, user):
    partner = OrganisationFactory(code="partner")
    book = downloaded(plan)
    add(book, "Pillars", number=2, name_nl="Herstellen", name_fr="Réparer")
    add(book, "Actions", number=7, pillar=2, name_nl="Actie", name_fr="Action", goals="8, 12")
    add(
        book, "Commitments", code="plan-7-1", action="plan-7", organisation="ministry", co_owners="partner",
        text_nl="Belofte", text_fr="Promesse", timing="time_bound", first_deadline="31/12/2026",
    )  # fmt: skip
    add(book, "Milestones", commitment="plan-7-1", name_nl="Stap", name_fr="Étape", due_on=date(2026, 6, 30))
    add(
        book, "Indicators", code="visits", action="plan-7", organisation="ministry", name_nl="Bezoeken",
        name_fr="Visites", unit_nl="bezoeken", unit_fr="visites", direction="up", decimals=0,
    )  # fmt: skip
    add(
        book,
        "Reports",
        commitment="plan-7-1",
        status="in_progress",
        holds_on=LAST_MONTH,
        language="nl",
        reason_nl="Ja.",
    )
    add(book, "Targets", indicator="visits", value=12, due_on="31/12/2027", language="nl", reason_nl="Omdat.")
    add(book, "Measurements", indicator="visits", value=3, measured_on=LAST_MONTH, source="Register", language="nl")

    done(book, plan, user)

    action = Action.objects.get()
    assert (action.code, action.pillar) == ("plan-7", Pillar.objects.get())
    assert list(action.goals.all()) == list(Goal.objects.filter(number__in=[8, 12]))
    commitment = Commitment.objects.get()
    assert commitment.first_deadline == date(2026, 12, 31)
    assert [owner.organisation for owner in commitment.co_owners.all()] == [partner]
    assert commitment.milestones.get().name_fr == "Étape"
    assert commitment.latest_revision.content["milestones"]
    assert {StatusReport.objects.get().state, Target.objects.get().state, Measurement.objects.get().state} == {
        "submitted"
    }


def test_the_same_file_a_second_time_changes_nothing(plan, ministry, action, user):
    book = downloaded(plan)
    add(book, "Commitments", action="plan-1", organisation="ministry", text_nl="Belofte", text_fr="Promesse")
    add(book, "Actions", number=2, name_nl="Actie", name_fr="Action")
    add(
        book,
        "Indicators",
        action="plan-1",
        organisation="ministry",
        name_nl="A",
        name_fr="A",
        unit_nl="%",
        unit_fr="%",
    )
    done(book, plan, user)

    again = tried(book, plan, user)

    assert (again.rows, again.problems) == ([], [])
    assert Commitment.objects.get().code == "plan-1-1"


# --- What does not change ---


@pytest.mark.parametrize("value", [None, date(2027, 1, 1)])
def test_the_first_deadline_stands(plan, commitment, user, value):
    book = downloaded(plan)
    where = put(book, "Commitments", "first_deadline", value)

    assert list(problems(tried(book, plan, user))) == [where]


@pytest.mark.parametrize(("sheet", "name"), [("Actions", "code"), ("Commitments", "code"), ("Pillars", "number")])
def test_the_code_of_a_row_stands(plan, commitment, user, sheet, name):
    book = downloaded(plan)
    where = put(book, sheet, name, 99)

    assert where in problems(tried(book, plan, user))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "completed"), ("holds_on", date(2025, 1, 1)), ("reason_nl", "Anders."), ("reason_nl", None),
        ("language", "fr"), ("commitment", "plan-1-9"), ("moves_to", date(2030, 1, 1)), ("evidence", "https://x.example"),
        ("unchanged", "yes"), ("corrects", 12),
    ],
)  # fmt: skip
def test_what_is_in_the_log_stands(plan, report, user, name, value):
    book = downloaded(plan)
    where = put(book, "Reports", name, value)

    assert list(problems(tried(book, plan, user))) == [where]


def test_figures_of_the_log_stand(plan, indicator, user):
    MeasurementFactory(indicator=indicator)
    TargetFactory(indicator=indicator)
    book = downloaded(plan)
    places = {put(book, "Measurements", "value", 999), put(book, "Targets", "due_on", date(2031, 1, 1))}

    assert set(problems(tried(book, plan, user))) == places


def test_the_missing_language_of_a_report_can_be_added_once(plan, report, user):
    book = downloaded(plan)
    put(book, "Reports", "reason_fr", "Un début a été fait.")

    done(book, plan, user)

    assert report.translations.get().reason == "Un début a été fait."
    where = put(book, "Reports", "reason_fr", "Tout autre chose.")
    assert list(problems(tried(book, plan, user))) == [where]


def test_a_language_that_was_added_meanwhile_stays(plan, report, user):
    book = downloaded(plan)
    report.translations.create(language="fr", reason="Un début.", translated_by=user)

    assert tried(book, plan, user).rows == []


def test_a_decision_that_was_taken_meanwhile_is_no_problem(plan, commitment, user):
    report = ReportFactory(commitment=commitment)
    book = downloaded(plan)
    StatusReport.objects.filter(pk=report.pk).delete()
    ReportFactory(pk=report.pk, commitment=commitment, approved_on=report.holds_on)

    difference = tried(book, plan, user)

    assert (difference.rows, difference.problems) == ([], [])


# --- New reports ---


def report_row(book, **more):
    row = {
        "commitment": "plan-1-1",
        "status": "completed",
        "holds_on": LAST_MONTH,
        "language": "nl",
        "reason_nl": "Af.",
    }
    return add(book, "Reports", **row | more)


def test_a_new_report_waits_for_approval_with_all_that_was_said(plan, report, user):
    milestone = Milestone.objects.create(commitment=report.commitment, name_nl="Stap", name_fr="Étape")
    book = downloaded(plan)
    report_row(
        book, reason_fr="Terminé.", evidence="https://one.example/\nhttps://two.example/", milestones=milestone.pk,
        corrects=report.pk, moves_to="31/12/2027",
    )  # fmt: skip

    done(book, plan, user)

    new = StatusReport.objects.exclude(pk=report.pk).get()
    assert (new.state, new.submitted_by, new.corrects, new.moves_to) == ("submitted", user, report, date(2027, 12, 31))
    assert [piece.url for piece in new.evidence.all()] == ["https://one.example/", "https://two.example/"]
    assert new.milestones_reached.get().milestone == milestone
    assert new.translations.get().reason == "Terminé."


def test_a_report_that_is_in_the_log_already_is_not_sent_in_twice(plan, commitment, user):
    book = downloaded(plan)
    report_row(book)
    done(book, plan, user)

    again = tried(book, plan, user)

    assert (again.rows, again.problems, again.unchanged["Reports"]) == ([], [], 1)


def test_nothing_changed_is_said_of_today(plan, report, user):
    book = downloaded(plan)
    add(book, "Reports", commitment="plan-1-1", unchanged="yes", language="nl")

    done(book, plan, user)

    new = StatusReport.objects.submitted().get()
    assert (new.unchanged, new.status, new.holds_on) == (True, report.status, today())


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"commitment": "nowhere"}, "commitment"),
        ({"commitment": None}, "commitment"),
        ({"status": "late"}, "status"),
        ({"status": None}, "status"),
        ({"holds_on": date(1900, 1, 1)}, "holds_on"),
        ({"holds_on": "01/01/1900"}, "holds_on"),
        ({"holds_on": today() + timedelta(days=2)}, "holds_on"),
        ({"holds_on": "soon"}, "holds_on"),
        ({"language": None}, "language"),
        ({"language": "de"}, "language"),
        ({"reason_nl": None}, "reason_nl"),
        ({"reason_nl": None, "reason_fr": "Terminé."}, "reason_nl"),
        ({"reason_nl": "x" * 2001}, "reason_nl"),
        ({"moves_to": date(2020, 1, 1)}, "moves_to"),
        ({"evidence": "javascript:alert(1)"}, "evidence"),
        ({"evidence": "not an address"}, "evidence"),
        ({"milestones": "99999"}, "milestones"),
        ({"milestones": "²"}, "milestones"),
        ({"corrects": 99999}, "corrects"),
        ({"corrects": 10**30}, "corrects"),
        ({"corrects": -1}, "corrects"),
        ({"state": "approved"}, "state"),
        ({"unchanged": "yes"}, "reason_nl"),
        ({"unchanged": "maybe"}, "unchanged"),
        ({"id": 99999}, "id"),
        ({"id": 10**25}, "id"),
        ({"id": "x"}, "id"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_wrong_cell_of_a_new_report_is_named(plan, commitment, user, more, column, language):
    book = downloaded(plan)
    row = report_row(book, **more)

    with override(language):
        difference = tried(book, plan, user)

    found = problems(difference)
    assert place(book, "Reports", column, row) in {where.partition("!")[2] for where in found}
    assert all(found.values())
    assert not StatusReport.objects.exists()


def test_all_problems_are_named_not_just_the_first(plan, commitment, user):
    book = downloaded(plan)
    places = {
        put(book, "Commitments", "organisation", "nobody"),
        put(book, "Commitments", "timing", "sometimes"),
        put(book, "Commitments", "themes", "human-rights, no-theme"),
        put(book, "Actions", "goals", "99"),
        put(book, "Plan", "edition", "many"),
        put(book, "Plan", "is_public", "perhaps"),
    }
    for _number in range(3):
        places.add(f"Reports!{place(book, 'Reports', 'status', report_row(book, status='late'))}")

    assert set(problems(tried(book, plan, user))) == places


def test_what_another_government_promised_is_reported_on_by_its_own_people(plan, commitment, person):
    stranger = person("plan-coordinator", government=GovernmentFactory())
    book = downloaded(plan)
    row = report_row(book)

    assert list(problems(tried(book, plan, stranger))) == [f"Reports!{place(book, 'Reports', 'commitment', row)}"]


def test_what_another_government_promised_is_changed_by_its_own_people(plan, commitment, person):
    stranger = person("plan-coordinator", government=GovernmentFactory())
    book = downloaded(plan)
    put(book, "Commitments", "text_nl", "Iets anders")
    new = add(book, "Commitments", action="plan-1", organisation="ministry", text_nl="Nieuw", text_fr="Nouveau")

    found = problems(tried(book, plan, stranger))

    assert set(found) == {
        f"Commitments!{place(book, 'Commitments', 'code')}",
        f"Commitments!{place(book, 'Commitments', 'organisation', new)}",
    }


# --- Codes ---


def test_another_plans_codes_are_refused(plan, action, ministry, user):
    other = ActionFactory(plan=ActionPlanFactory(code="other"), number=3)
    theirs = CommitmentFactory(code="other-3-1", action=other, organisation=ministry)
    book = downloaded(plan)
    first = add(book, "Commitments", action=other.code, organisation="ministry", text_nl="A", text_fr="A")
    second = add(
        book, "Commitments", code=theirs.code, action="plan-1", organisation="ministry", text_nl="B", text_fr="B"
    )
    third = add(book, "Commitments", id=theirs.pk, code=theirs.code, action="plan-1", organisation="ministry")

    assert set(problems(tried(book, plan, user))) == {
        f"Commitments!{place(book, 'Commitments', 'action', first)}",
        f"Commitments!{place(book, 'Commitments', 'code', second)}",
        f"Commitments!{place(book, 'Commitments', 'id', third)}",
    }


def test_a_report_on_another_plans_commitment_is_refused(plan, commitment, ministry, user):
    theirs = CommitmentFactory(code="other-3-1", organisation=ministry)
    book = downloaded(plan)
    row = report_row(book, commitment=theirs.code)

    assert list(problems(tried(book, plan, user))) == [f"Reports!{place(book, 'Reports', 'commitment', row)}"]


def test_a_file_of_another_plan_is_refused_at_its_code(plan, site, user):
    book = downloaded(ActionPlanFactory(code="other"))

    found = problems(tried(book, plan, user))

    assert any(where.startswith("Plan!") for where in found)


def test_a_code_that_is_there_twice_is_named_with_the_other_row(plan, commitment, user):
    book = downloaded(plan)
    for _number in range(2):
        row = add(book, "Actions", code="plan-2", number=2, name_nl="Actie", name_fr="Action")

    found = problems(tried(book, plan, user))

    assert list(found) == [f"Actions!{place(book, 'Actions', 'code', row)}"]
    assert str(row - 1) in found[f"Actions!{place(book, 'Actions', 'code', row)}"]


def test_what_hangs_from_a_wrong_row_is_not_called_wrong_too(plan, ministry, user):
    book = downloaded(plan)
    row = add(book, "Actions", code="plan-2", number=2, name_nl="Actie")
    add(book, "Commitments", code="c", action="plan-2", organisation="ministry", text_nl="A", text_fr="A")
    report_row(book, commitment="c")

    assert list(problems(tried(book, plan, user))) == [f"Actions!{place(book, 'Actions', 'name_fr', row)}"]


def test_an_archived_record_is_not_changed_by_a_file(plan, commitment, user):
    book = downloaded(plan)
    put(book, "Commitments", "text_nl", "Anders")
    commitment.archived_at = commitment.created_at
    commitment.save()

    assert len(problems(tried(book, plan, user))) == 1


@pytest.mark.parametrize(
    ("sheet", "name", "value"),
    [
        ("Plan", "starts_on", date(1900, 1, 1)),
        ("Commitments", "review_on", "01/01/1900"),
        ("Plan", "edition", 10**12),
        ("Plan", "edition", -1),
        ("Plan", "edition", 1.5),
        ("Plan", "lead_days", 4000),
        ("Plan", "predecessor", "nowhere"),
        ("Plan", "predecessor", "plan"),
        ("Plan", "name_nl", "x" * 201),
        ("Plan", "name_nl", "_x0000_"),
        ("Actions", "pillar", 99),
        ("Actions", "pillar", 10**30),
        ("Actions", "number", 10**30),
        ("Actions", "predecessors", "plan-1"),
        ("Actions", "predecessors", "continued:plan-1"),
        ("Actions", "principles", "99"),
        ("Commitments", "co_owners", "ministry"),
        ("Commitments", "action", None),
        ("Commitments", "organisation", None),
        ("Indicators", "decimals", 9),
        ("Indicators", "baseline", "1e14"),
        ("Indicators", "baseline", "1,123456"),
        ("Indicators", "baseline_on", date(2020, 1, 1)),
    ],
)
def test_rubbish_in_a_record_is_named(plan, commitment, indicator, user, sheet, name, value):
    book = downloaded(plan)
    put(book, sheet, name, value)

    found = problems(tried(book, plan, user))

    assert found
    assert all(where.startswith(f"{sheet}!") for where in found)


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"value": "1,234"}, "value"), ({"value": None}, "value"), ({"value": "1,2345"}, "value"),
        ({"measured_on": date(1900, 1, 1)}, "measured_on"), ({"measured_on": None}, "measured_on"),
        ({"source": None}, "source"), ({"indicator": "nothing"}, "indicator"), ({"language": None}, "language"),
    ],
)  # fmt: skip
def test_a_wrong_cell_of_a_measurement_is_named(plan, indicator, user, more, column):
    book = downloaded(plan)
    row = {"indicator": "visits", "value": "1,5", "measured_on": LAST_MONTH, "source": "Register", "language": "nl"}
    number = add(book, "Measurements", **row | more)

    assert list(problems(tried(book, plan, user))) == [f"Measurements!{place(book, 'Measurements', column, number)}"]


# --- The form of the file ---


def test_unknown_sheets_and_columns_are_named(plan, user):
    book = downloaded(plan)
    book.create_sheet("Notes")["A1"] = "hello"
    book.create_sheet("Empty")
    book["Plan"]["Z1"] = "colour"
    book["Pillars"]["Z5"] = "beside"
    book["Actions"]["Z1"] = "code"

    assert set(problems(tried(book, plan, user))) == {"Notes", "Plan!Z1", "Pillars!Z5", "Actions!Z1"}


def test_formulas_and_merged_cells_stop_an_import(plan, commitment, user):
    book = downloaded(plan)
    where = put(book, "Commitments", "text_nl", "=1+1")
    book["Actions"].merge_cells("A3:B3")

    assert set(problems(tried(book, plan, user))) == {where, "Actions!A3"}


def test_a_sheet_without_names_of_columns_is_named(plan, user):
    book = downloaded(plan)
    book["Actions"].delete_rows(1)

    assert any(where.startswith("Actions!") for where in problems(tried(book, plan, user)))


def test_a_workbook_of_somebody_else_is_refused(plan, user):
    book = template()
    for title in book.sheetnames[1:]:
        del book[title]
    book.active.title = "Sheet1"

    with pytest.raises(Refused):
        tried(book, plan, user)
    with pytest.raises(Refused):
        tables_of(read_workbook(saved(book)))


# --- All or nothing ---


def test_one_problem_stops_everything(plan, commitment, user):
    book = downloaded(plan)
    put(book, "Commitments", "text_fr", "Autre texte")
    put(book, "Plan", "edition", "many")
    file = saved(book)
    difference = dry_run(file=file, plan=plan, user=user)

    with pytest.raises(Moved):
        carry_out(file=file, plan=plan, user=user, digest=difference.digest())

    commitment.refresh_from_db()
    assert commitment.text_fr != "Autre texte"


def test_a_database_that_changed_meanwhile_asks_for_another_dry_run(plan, commitment, user):
    book = downloaded(plan)
    put(book, "Commitments", "text_fr", "Autre texte")
    file = saved(book)
    difference = dry_run(file=file, plan=plan, user=user)
    Commitment.objects.filter(pk=commitment.pk).update(text_nl="Meanwhile")

    with pytest.raises(Moved) as moved:
        carry_out(file=file, plan=plan, user=user, digest=difference.digest())

    assert changes(moved.value.difference)["Commitments", 3].keys() == {"text_nl", "text_fr"}
    commitment.refresh_from_db()
    assert (commitment.text_nl, commitment.text_fr) != ("Meanwhile", "Autre texte")
    carry_out(file=file, plan=plan, user=user, digest=moved.value.difference.digest())
    commitment.refresh_from_db()
    assert commitment.text_fr == "Autre texte"


def test_a_dry_run_leaves_no_trace(plan, commitment, user):
    book = downloaded(plan)
    add(book, "Actions", number=2, name_nl="Actie", name_fr="Action")
    report_row(book)

    assert len(tried(book, plan, user).rows) == 2
    assert (Action.objects.count(), StatusReport.objects.count()) == (1, 0)


# --- A new plan ---


def plan_row(book, **more):
    row = {"code": "new-plan", "name_nl": "Nieuw plan", "name_fr": "Nouveau plan", "kind": "csr", "edition": 1}
    return add(book, "Plan", **row | more)


def test_a_template_that_is_filled_in_makes_a_plan(ministry, user):
    book = template()
    plan_row(book, rhythm=6, is_public="yes")
    add(book, "Actions", number=1, name_nl="Actie", name_fr="Action", themes=Theme.objects.first().code)
    add(book, "Commitments", action="new-plan-1", organisation="ministry", text_nl="A", text_fr="A", is_public="ja")

    made = done(book, None, user)

    plan = ActionPlan.objects.get()
    assert (made, plan.code, plan.rhythm, plan.is_public) == (plan, "new-plan", 6, True)
    assert {page.language for page in plan.pages.all()} == {"nl", "fr"}
    assert Commitment.objects.get().code == "new-plan-1-1"
    assert ModelLogEntry.objects.for_instance(plan).get().action == "wagtail.create"
    again = tried(book, plan, user)
    assert (again.rows, again.problems) == ([], [])


def test_an_empty_cell_of_a_row_without_a_number_says_nothing(plan, commitment, user):
    book = downloaded(plan)
    put(book, "Commitments", "id", None)
    put(book, "Commitments", "first_deadline", None)
    put(book, "Commitments", "text_fr", "Autre texte")

    assert changes(tried(book, plan, user))["Commitments", 3].keys() == {"text_fr"}


def test_an_empty_template_says_what_is_missing(site, user):
    assert list(problems(tried(template(), None, user))) == ["Plan"]


def test_a_new_plan_takes_no_code_that_is_there(plan, user):
    book = template()
    row = plan_row(book, code="plan")

    assert list(problems(tried(book, None, user))) == [f"Plan!{place(book, 'Plan', 'code', row)}"]


def test_a_new_plan_with_a_wrong_cell_still_names_those_of_other_sheets(ministry, user):
    book = template()
    row = plan_row(book, kind="nonsense")
    action = add(book, "Actions", number="one", name_nl="Actie", name_fr="Action")

    assert set(problems(tried(book, None, user))) == {
        f"Plan!{place(book, 'Plan', 'kind', row)}",
        f"Actions!{place(book, 'Actions', 'number', action)}",
    }


def test_a_file_is_about_one_plan(site, user):
    book = template()
    plan_row(book)
    row = plan_row(book, code="second")

    assert list(problems(tried(book, None, user))) == [f"Plan!{place(book, 'Plan', 'code', row)}"]


def test_who_may_not_add_actions_adds_none(plan, person):
    book = downloaded(plan)
    add(book, "Actions", number=2, name_nl="Actie", name_fr="Action")

    assert len(problems(tried(book, plan, person("analyst")))) == 1
    assert values(book, "Actions", "number") == [2]
    assert not Indicator.objects.exists()
