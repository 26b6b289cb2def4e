"""Organisations from a spreadsheet: what each row is, what is found to be there already, and what is carried out."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from wagtail.models import ModelLogEntry

from core.models import Sector, Theme
from core.services import record_archive
from core.sheets.problems import Refused
from partners.importing import reading
from partners.importing.carrying import Moved, carry_out
from partners.importing.columns import columns
from partners.importing.names import name_key
from partners.importing.template import empty_workbook
from partners.importing.trial import dry_run
from partners.models import FormerName, Organisation, OrganisationDomain
from tests.database import Queries
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

NUMBER = "0999000030"


def xlsx(*rows, name="partners.xlsx"):
    book = Workbook()
    headings = list(dict.fromkeys(key for row in rows for key in row))
    book.active.append(headings)
    for row in rows:
        book.active.append([row.get(heading) for heading in headings])
    output = BytesIO()
    book.save(output)
    return SimpleUploadedFile(name, output.getvalue())


def csv(text, encoding="utf-8"):
    return SimpleUploadedFile("partners.csv", text.encode(encoding))


def row(**values):
    return {"name_nl": "Nieuw", "name_fr": "Nouveau", "kind": "company"} | values


def outcomes(*rows, **values):
    return dry_run(xlsx(*rows), **values).outcomes


def problems(*rows):
    return [message for outcome in outcomes(*rows) for _column, message in outcome.problems]


# --- What is the same ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Bakkerij Jansens", "BAKKERIJ  JANSENS", "Bakkerij Jansens NV", "bakkerij jansens n.v.", "Bakkerij Jansens (BV)",
     "ASBL Bakkerij-Jansens", "Bäkkerij Jansens, vzw", "S.A. Bakkerij Jansens", "Bakkerij Jansens SRL"],
)  # fmt: skip
def test_case_accents_and_legal_forms_do_not_make_another_name(name):
    assert name_key(name) == "bakkerij jansens"


def test_a_name_that_is_only_a_legal_form_stays_a_name():
    assert name_key("SA") == "sa"
    assert name_key("Bakkerij") != name_key("Bakkerijen")
    assert name_key("") == name_key("…") == ""


@pytest.mark.parametrize(
    ("there", "typed", "why"),
    [
        ({"enterprise_number": NUMBER}, {"enterprise_number": "BE 0999.000.030"}, "number"),
        ({"enterprise_number": NUMBER}, {"enterprise_number": 999000030}, "number"),
        ({"name_nl": "Alfa NV"}, {"name_nl": "ALFA"}, "name"),
        ({"name_nl": "Alfa NV"}, {"name_fr": "alfa sa"}, "name"),
        ({"website": "https://www.alfa.example/nl"}, {"website": "alfa.example"}, "domain"),
        ({"email": "info@alfa.example"}, {"website": "https://nieuws.alfa.example"}, "domain"),
    ],
)
def test_duplicates_are_found_by_number_name_in_either_language_and_domain(site, there, typed, why):
    known = OrganisationFactory(**there)

    (outcome,) = outcomes(row(**typed))

    assert outcome.like == [[known.pk, str(known), [why]]]
    assert outcome.acts[0] == "skip"


def test_duplicates_are_found_by_former_names_and_confirmed_domains_also_of_archived_ones(site):
    known = OrganisationFactory()
    FormerName.objects.create(organisation=known, name_nl="Vroeger", name_fr="Avant", until=date(2020, 1, 1))
    OrganisationDomain.objects.create(organisation=known, name="alfa.example")
    record_archive(record=known)

    by_name, by_domain = outcomes(
        row(name_fr="AVANT vzw", region="flanders"), row(email="x@alfa.example", name_fr="B")
    )

    assert [outcome.match for outcome in (by_name, by_domain)] == [known.pk, known.pk]
    assert "complete" not in by_name.acts


@pytest.mark.parametrize("typed", ["info@gmail.com", "info@example.example"])
def test_shared_domains_and_those_above_prove_nothing(site, typed):
    OrganisationFactory(email="ander@gmail.com", website="https://dienst.example.example")

    assert outcomes(row(email=typed))[0].state == "new"


def test_the_number_weighs_more_than_the_name(site):
    by_name, by_number = OrganisationFactory(name_nl="Nieuw"), OrganisationFactory(enterprise_number=NUMBER)

    (outcome,) = outcomes(row(enterprise_number=NUMBER))

    assert [item[0] for item in outcome.like] == [by_number.pk, by_name.pk]
    assert "add" not in outcome.acts


def test_two_rows_of_one_file_are_told_apart(site):
    first, second, third, fourth = outcomes(
        row(enterprise_number=NUMBER), row(name_nl="nieuw NV"),
        row(name_nl="A", name_fr="B", enterprise_number=NUMBER),
        row(name_nl="C", name_fr="D"),
    )  # fmt: skip

    assert [item.state for item in (first, second, third, fourth)] == ["new", "twice", "wrong", "new"]
    assert (second.twin, second.acts[0]) == (2, "skip")
    assert third.problems[0][0]


# --- What a row would do ---------------------------------------------------------------------------------------------


def test_a_row_that_is_there_already_changes_nothing(site):
    OrganisationFactory(name_nl="Nieuw", name_fr="Nouveau", website="https://alfa.example/")

    (outcome,) = outcomes(row(website="alfa.example"))

    assert (outcome.state, outcome.completes, outcome.differs) == ("there", [], [])


def test_a_difference_is_shown_and_only_what_is_empty_can_be_completed(site):
    OrganisationFactory(name_nl="Nieuw", name_fr="Nouveau", region="flanders")

    (outcome,) = outcomes(row(region="wallonia", town_nl="Gent", themes=Theme.objects.order_by("pk").first().code))

    assert outcome.state == "differs"
    assert [change.column for change in outcome.completes] == ["town_nl", "themes"]
    assert [(change.column, change.old, change.new) for change in outcome.differs] == [
        ("region", "flanders", "wallonia")
    ]
    assert set(outcome.acts) == {"skip", "complete", "add"}
    (refused,) = outcomes(row(town_nl="Gent"), may_change=False)
    assert "complete" not in refused.acts


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"kind": "Onderneming"}, ("kind", "company")),
        ({"kind": "ENTREPRISE"}, ("kind", "company")),
        ({"region": "Vlaams Gewest"}, ("region", "flanders")),
        ({"enterprise_number": "BE 0999.000.030"}, ("enterprise_number", NUMBER)),
        ({"website": "www.alfa.example"}, ("website", "https://www.alfa.example")),
        ({"joined_on": "31/12/2020"}, ("joined_on", date(2020, 12, 31))),
        ({"goals": "8, 13"}, ("goals", ("13", "8"))),
        ({"postcode": 1000}, ("postcode", "1000")),
        ({"telephone": "+32 2 000 00 00"}, ("telephone", "+32 2 000 00 00")),
    ],
)
def test_codes_labels_and_the_ways_in_which_people_type_are_understood(site, typed, expected):
    trial = dry_run(xlsx(row(**typed)))

    assert trial.outcomes[0].problems == []
    assert trial.values[2][expected[0]] == expected[1]


def test_a_sector_is_taken_by_its_name_in_either_language(site):
    sector = Sector.objects.order_by("pk").first()

    for words in (sector.code, sector.name_nl.upper(), sector.name_fr):
        assert dry_run(xlsx(row(sector=words))).values[2]["sector"] == sector.code


@pytest.mark.parametrize(
    "typed",
    [
        {"name_fr": None}, {"kind": None}, {"kind": "ruimtevaart"}, {"sector": "x"}, {"themes": "x; y"},
        {"enterprise_number": "0999000031"}, {"email": "geen adres"}, {"website": "javascript:alert(1)"},
        {"website": "https://аpple.com"}, {"joined_on": "32/01/2020"}, {"name_nl": "Alfa\u202egro"},
        {"name_nl": "=1+1"}, {"name_nl": "'=1+1", "town_nl": "@cmd"}, {"postcode": "1" * 40}, {"name_nl": "x" * 201},
        {"telephone": "bel mij"},
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_at_its_cell_and_can_only_be_left_out(site, typed):
    good, wrong = outcomes(row(), row(name_nl="Ander", name_fr="Autre") | typed)

    assert good.state == "new"
    assert wrong.state == "wrong"
    assert wrong.acts == ["skip"]
    assert all(message for _column, message in wrong.problems)


# --- Files -----------------------------------------------------------------------------------------------------------


def test_the_template_can_be_filled_in_and_read(site):
    book = load_workbook(empty_workbook())
    sheet = book[reading.SHEET]
    names = [cell.value for cell in sheet[1]]
    assert names == [column.name for column in columns()]
    sheet.append([{"name_nl": "Nieuw", "name_fr": "Nouveau", "kind": "ngo"}.get(name) for name in names])
    output = BytesIO()
    book.save(output)

    (outcome,) = dry_run(SimpleUploadedFile("x.xlsx", output.getvalue())).outcomes

    assert (outcome.row, outcome.state) == (3, "new")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_files_are_read_whatever_wrote_them(site, encoding, separator):
    lines = [["name_nl", "name_fr", "kind"], ["Één", "Éclair", "ngo"]]

    (outcome,) = dry_run(csv("\r\n".join(separator.join(line) for line in lines), encoding)).outcomes

    assert outcome.name == "Één"
    assert outcome.problems == []


BOMB = b"PK\x03\x04" + b"\x00" * 100


@pytest.mark.parametrize(
    "file",
    [
        csv("name_nl,name_fr,kind\nÉ,É,ngo", "utf-16"), SimpleUploadedFile("x.csv", b"name_nl\x00,kind"),
        SimpleUploadedFile("x.csv", b"\x81\x8d\x8f,\x90\n\x9d"), SimpleUploadedFile("x.csv", b""),
        SimpleUploadedFile("x.xlsx", b""), SimpleUploadedFile("x.xlsx", BOMB), csv("name_nl,name_fr,kind\n"),
        csv(",".join(["x"] * 200)),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_words(site, file):
    file.seek(0)
    with pytest.raises(Refused) as refused:
        dry_run(file)

    assert str(refused.value.message)


def test_too_many_rows_are_refused(site, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)

    with pytest.raises(Refused, match="2"):
        dry_run(csv("name_nl,name_fr,kind\n" + "a,b,ngo\n" * 3))


def test_unknown_missing_and_double_columns_stop_the_whole_file(site):
    for text in (
        "name_nl,kind\na,ngo",
        "name_nl,name_fr,kind,leeftijd\na,b,ngo,3",
        "name_nl,name_nl,name_fr,kind\na,a,b,ngo",
    ):
        trial = dry_run(csv(text))
        assert len(trial.problems) == 1
        assert trial.outcomes == []


def test_a_formula_is_said_at_its_cell(site):
    (outcome,) = outcomes(row(town_nl="=1+1"))

    assert outcome.state == "wrong"
    assert len(outcome.problems) == 1


# --- Carrying it out -------------------------------------------------------------------------------------------------


def carried(file, chosen, **values):
    trial = dry_run(file)
    file.seek(0)
    user = UserFactory()
    return carry_out(file=file, digest=trial.digest(), chosen=chosen, user=user, name="partners.xlsx", **values)


def test_what_is_added_comes_with_draft_pages_is_not_public_and_stands_in_the_log(site):
    theme, sector = Theme.objects.order_by("pk").first(), Sector.objects.order_by("pk").first()
    file = xlsx(row(enterprise_number=NUMBER, themes=theme.code, goals="8;13", sector=sector.code, town_fr="Gand"))

    done = carried(file, {2: "add"})

    organisation = Organisation.objects.get()
    assert done["add"] == 1
    assert (organisation.name_fr, organisation.enterprise_number, organisation.code) == ("Nouveau", NUMBER, "nieuw")
    assert not organisation.is_public
    assert [goal.number for goal in organisation.goals.order_by("number")] == [8, 13]
    assert list(organisation.themes.all()) == [theme]
    assert organisation.sector == sector
    assert {page.language: page.live for page in organisation.pages.all()} == {"nl": False, "fr": False}
    (line,) = ModelLogEntry.objects.for_instance(organisation).filter(action="partners.import_added")
    assert line.data == {"file": "partners.xlsx", "row": 2}
    assert "partners.xlsx" in line.message


def test_only_empty_facts_are_completed(site):
    there = OrganisationFactory(name_nl="Nieuw", name_fr="Nouveau", region="flanders", is_public=False)
    file = xlsx(row(region="wallonia", town_nl="Gent", goals="8"))

    done = carried(file, {2: "complete"})

    there.refresh_from_db()
    again = Organisation.objects.get()
    assert done["complete"] == 1
    assert (again.region, again.town_nl) == ("flanders", "Gent")
    assert [goal.number for goal in again.goals.all()] == [8]
    assert again.latest_revision
    assert ModelLogEntry.objects.for_instance(again).filter(action="partners.import_completed").count() == 1


def test_what_is_left_out_or_not_chosen_is_not_done(site):
    carried(xlsx(row(), row(name_nl="A", name_fr="B")), {2: "skip"})

    assert not Organisation.objects.exists()


def test_two_of_the_same_name_get_codes_of_their_own(site):
    carried(xlsx(row(), row()), {2: "add", 3: "add"})

    assert sorted(Organisation.objects.values_list("code", flat=True)) == ["nieuw", "nieuw-2"]


def test_nothing_is_done_when_something_moved_on(site):
    file = xlsx(row(), row(name_nl="A", name_fr="B"))
    digest = dry_run(file).digest()
    OrganisationFactory(name_nl="Nieuw")
    file.seek(0)

    with pytest.raises(Moved) as moved:
        carry_out(file=file, digest=digest, chosen={2: "add", 3: "add"}, user=UserFactory(), name="x")

    assert moved.value.trial.outcomes[0].state == "differs"
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("act", ["complete", "delete", "", None])
def test_an_act_that_does_not_fit_a_row_does_nothing_at_all(site, act):
    with pytest.raises(Moved):
        carried(xlsx(row(), row(name_nl="A", name_fr="B")), {2: "add", 3: act})

    assert not Organisation.objects.exists()


def test_a_dry_run_costs_as_many_queries_for_3_rows_as_for_30(site):
    known = OrganisationFactory.create_batch(30)
    rows = [row(name_nl=item.name_nl, name_fr=item.name_fr, town_nl="Gent", sector="food") for item in known]
    found = []
    for number in (3, 30):
        file = xlsx(*rows[:number])
        with Queries() as queries:
            dry_run(file)
        found.append(queries)
    assert len(found[0]) == len(found[1]), found[1]
