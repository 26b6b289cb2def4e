"""The data dictionary describes every column of every file, and nothing else."""

import csv
import json
import re
from io import StringIO

import pytest
from rdflib import RDFS, Graph, URIRef

from opendata.downloads.columns import Type
from opendata.downloads.datasets import DATASETS
from opendata.downloads.linked import term_of
from opendata.downloads.origin import in_every_language

from .downloads_world import content, names, one_of_everything, read

pytestmark = pytest.mark.django_db

ORIGIN = ["file_address", "file_date", "file_licence"]


def test_every_column_of_every_file_is_described_and_none_else(client, site):
    one_of_everything()
    dictionary = client.get("/data/dictionary.json").json()
    described = {row["code"]: row for row in dictionary["datasets"]}
    in_csv = csv.DictReader(StringIO(client.get("/data/dictionary.csv").text.removeprefix("\ufeff")))
    lines = [(row["dataset"], row["column"]) for row in in_csv]

    assert [column["name"] for column in dictionary["columns_of_every_csv_file"]] == ORIGIN
    assert list(described) == [dataset.code for dataset in DATASETS]
    assert lines == [(dataset.code, name) for dataset in DATASETS for name in names(dataset)]
    for dataset in DATASETS:
        columns = [column["name"] for column in described[dataset.code]["columns"]]
        head = content(client.get(f"/data/{dataset.code}.csv")).decode().splitlines()[0].removeprefix("\ufeff")
        metadata = client.get(f"/data/{dataset.code}.csv-metadata.json").json()

        assert head.split(",") == [*columns, *ORIGIN]
        assert [column["name"] for column in metadata["tableSchema"]["columns"]] == [*columns, *ORIGIN]
        for row in json.loads(content(client.get(f"/data/{dataset.code}.json")))["rows"]:
            assert list(row) == columns
        linked = json.loads(content(client.get(f"/data/{dataset.code}.jsonld")))
        assert set(linked["@context"]["rows"]["@context"]) == set(columns)


def test_every_value_is_of_the_type_and_the_codes_that_are_described(client, site):
    one_of_everything()
    for dataset in DATASETS:
        for row in read(client, dataset, "csv"):
            for column in dataset.columns:
                for value in row[column.name].split(column.separator) if column.many else [row[column.name]]:
                    _check(column, value)


def _check(column, value):
    if not value:
        return
    if column.choices:
        assert value in {str(code) for code, _words in column.choices}, column.name
    patterns = {
        Type.DATE: r"\d{4}-\d\d-\d\d",
        Type.WHOLE: r"\d+",
        Type.DECIMAL: r"-?\d+(\.\d+)?",
        Type.YES_NO: "yes|no",
        Type.CODE: r"[-\w]+",
        Type.ADDRESS: r"https?://\S+",
    }
    assert re.fullmatch(patterns.get(column.type, "(?s).*"), value), (column.name, value)


def test_everything_is_said_in_every_language():
    for dataset in DATASETS:
        for words in (dataset.title, dataset.description, *dataset.keywords):
            assert all(in_every_language(words).values()), dataset.code
        for column in dataset.columns:
            assert all(in_every_language(column.about).values()), (dataset.code, column.name)
            assert column.example, (dataset.code, column.name)


def test_what_refers_to_something_names_a_kind_that_there_is():
    kinds = {dataset.kind for dataset in DATASETS} | {"theme", "goal", "principle", "sector"}

    for dataset in DATASETS:
        assert {column.refers for column in dataset.columns if column.refers} <= kinds
        assert dataset.key in names(dataset)


def test_every_term_of_our_own_is_described(client, site):
    graph = Graph().parse(data=client.get("/data/terms.ttl").content, format="turtle")

    for dataset in DATASETS:
        for column in dataset.columns:
            prefix, _colon, name = term_of(dataset, column).partition(":")
            comments = list(graph.objects(URIRef(f"http://testserver/data/terms#{name}"), RDFS.comment))
            assert prefix != "terms" or {comment.language for comment in comments} == {"nl", "fr"}, name


def test_a_csv_file_says_where_its_metadata_are(client, site):
    link = client.head("/data/plans.csv").headers["Link"]
    metadata = client.get("/data/plans.csv-metadata.json")

    assert "</data" not in link
    assert "<http://testserver/data/plans.csv-metadata.json>" in link
    assert metadata.headers["Content-Type"] == "application/csvm+json"
    assert metadata.json()["url"] == "plans.csv"
    assert metadata.json()["tableSchema"]["primaryKey"] == "code"
