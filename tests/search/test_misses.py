"""Searches without result: counted per day, never about a person, read by few, forgotten in time."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from core.dates import today
from search.guidance import misses
from search.guidance.misses import count_miss, may_be_about_a_person
from search.models import Entry, Miss
from tests.database import Queries
from tests.factories import person_in_role

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)
INDEX = "misses:index"


def counted():
    return {(row.day, row.language, row.words): row.number for row in Miss.objects.all()}


def miss(words, number=2, day=None, language="nl"):
    return Miss.objects.create(day=day or today(), language=language, words=words, number=number)


# --- Counting --------------------------------------------------------------------------------------------------------


def test_spellings_of_one_search_count_together_per_day_and_language():
    for text, language, at in [
        ("Vigilance", "fr", NOON), (" vigilance! ", "fr", NOON), ("VIGILANCÉ", "fr", NOON),
        ("vigilance", "nl", NOON), ("vigilance", "fr", NOON + timedelta(days=1)),
    ]:  # fmt: skip
        count_miss(text, language, at)

    assert counted() == {
        (DAY, "fr", "vigilance"): 3,
        (DAY, "nl", "vigilance"): 1,
        (DAY + timedelta(days=1), "fr", "vigilance"): 1,
    }


def test_the_day_is_that_of_brussels_and_no_moment_is_kept():
    count_miss("vigilance", "fr", datetime(2026, 7, 1, 22, 30, tzinfo=UTC))

    assert list(counted()) == [(date(2026, 7, 2), "fr", "vigilance")]
    assert {field.name for field in Miss._meta.get_fields()} == {"id", "day", "language", "words", "number"}


@pytest.mark.parametrize(
    "text",
    [
        "jan.peeters@example.org", "jan＠example", "85.07.30-033.61", "850730 03361", "0475 12 34 56",
        "+32 2 555 12 34", "02/555.12.34", "BE71 0961 2345 6769", "NL91ABNA0417164300", "https://example.org/x",
        "www.example", "example.org", "example．org", "1 2 3 4 5", "٠١٢٣٤٥", "0475\u200b123456", "0475_12_34_56",
        "0475 2019 20", "12 maart 2024 0475", "a" * 61, "een twee drie vier vijf zes zeven", "", "   ", "!?", "\x00",
        "12345", "ﷺ" * 20, "x" * 100_000, "20242025",
    ],
)  # fmt: skip
def test_what_may_be_about_a_person_or_is_no_search_is_not_counted(text):
    count_miss(text, "nl", NOON)

    assert counted() == {}


@pytest.mark.parametrize(
    "text",
    [
        "NAP 2024-2029",
        "ISO 26000",
        "plan 2024 – 2029",
        "principe 17",
        "C.S.R.",
        "a.s.b.l",
        "l’œuvre",
        "een\x00twee",
        "🌱 mvo",
    ],
)
def test_what_is_a_search_is_counted(text):
    assert not may_be_about_a_person(text)

    count_miss(text, "nl", NOON)

    assert list(counted().values()) == [1]


def test_the_site_writes_so_many_a_minute_and_no_more(monkeypatch):
    monkeypatch.setattr(misses, "A_MINUTE", 3)

    for letter in "abcde":
        count_miss(letter, "nl", NOON)
    count_miss("later", "nl", NOON + timedelta(minutes=1))

    assert [words for _day, _language, words in counted()] == ["a", "b", "c", "later"]


def test_so_many_searches_are_remembered_of_a_day_and_known_ones_go_on_counting(monkeypatch):
    monkeypatch.setattr(misses, "A_DAY", 2)

    for text in ["een", "twee", "drie", "een"]:
        count_miss(text, "nl", NOON)

    assert counted() == {(DAY, "nl", "een"): 2, (DAY, "nl", "twee"): 1}


@pytest.mark.parametrize("broken", ["cache", "database"])
def test_what_goes_wrong_is_no_matter_of_the_reader(monkeypatch, caplog, broken):
    def fail(*args, **kwargs):
        raise RuntimeError("vigilance")

    monkeypatch.setattr(*{"cache": (cache, "incr", fail), "database": (misses, "_write", fail)}[broken])

    count_miss("vigilance", "fr", NOON)

    assert counted() == {}
    assert "was not counted" in caplog.text
    assert "vigilance" not in caplog.text, "what people search for stands in no log"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL forgets its own with the transaction")
def test_a_reader_waits_hardly_for_who_writes_and_what_comes_after_waits_as_before(monkeypatch):
    def patience():
        return connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]

    before, within = patience(), []
    monkeypatch.setattr(misses, "_write", lambda *args: within.append(patience()))

    count_miss("vigilance", "fr", NOON)

    assert within == [misses.PATIENCE]
    assert patience() == before > misses.PATIENCE


def test_counting_takes_few_queries():
    with Queries() as first:
        count_miss("vigilance", "fr", NOON)
    with Queries() as again:
        count_miss("vigilance", "fr", NOON)

    assert len(first) <= 7
    assert len(again) <= 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the database of a test is one connection's own")
def test_of_many_at_once_each_counts(site):
    barrier = Barrier(6)

    def count():
        try:
            barrier.wait()
            count_miss("vigilance", "fr", NOON)
        finally:
            connection.close()

    threads = [Thread(target=count) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counted() == {(DAY, "fr", "vigilance"): 6}


# --- Forgetting ------------------------------------------------------------------------------------------------------


def test_what_is_older_than_thirteen_months_is_taken_away_and_can_be_told_beforehand(capsys):
    old, kept = miss("oud", day=date(2025, 2, 1)), miss("nog", day=date(2025, 2, 2))

    call_command("search_clean", "--dry-run", on=DAY)
    assert "Would take away 1 " in capsys.readouterr().out
    assert Miss.objects.count() == 2

    call_command("search_clean", on=DAY)
    call_command("search_clean", on=DAY)

    assert list(Miss.objects.all()) == [kept]
    assert not Miss.objects.filter(pk=old.pk).exists()


# --- The report ------------------------------------------------------------------------------------------------------


@pytest.fixture
def reader(client, site):
    client.force_login(person_in_role("federal-moderator", language="nl"))
    return client


def shown(client, query=""):
    """[(words, times)] in the order of the screen."""
    response = client.get(f"{reverse(INDEX)}?{query}")
    assert response.status_code == 200
    table = response.context.get("table")
    return [(row.instance["words"], row.instance["times"]) for row in table.rows] if table else []


def download(client, query="export=csv"):
    content = b"".join(client.get(f"{reverse(INDEX)}?{query}").streaming_content)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]


def test_the_most_frequent_come_first_and_what_was_typed_once_stays_unread(reader):
    miss("twee keer", 1)
    miss("twee keer", 1, day=today() - timedelta(days=3))
    miss("een keer", 1)
    miss("vaak", 9)

    assert shown(reader) == [("vaak", 9), ("twee keer", 2)]
    assert shown(reader, "ordering=words") == [("twee keer", 2), ("vaak", 9)]
    assert [line[0] for line in download(reader)] == ["vaak", "twee keer"]


def test_a_search_counts_within_the_period_and_per_language(reader):
    for days in (0, 6, 7, 29, 30, 89, 90, 364, 365):
        miss("vigilance", 2, today() - timedelta(days=days), "fr")
    miss("zorgplicht", 1)
    miss("zorgplicht", 1, today() - timedelta(days=50))

    times = {
        query: dict(shown(reader, query)).get("vigilance") for query in ("", "period=7", "period=90", "period=365")
    }
    assert times == {"": 8, "period=7": 4, "period=90": 12, "period=365": 16}
    assert ("zorgplicht", 2) not in shown(reader)
    assert shown(reader, "period=90&language=nl") == [("zorgplicht", 2)]


@pytest.mark.parametrize(
    "query",
    ["", "period=x", "period=-1", "language=de", "ordering=day", "ordering=%00", "p=99999999999", "export=exe"],
)
def test_a_hostile_address_shows_the_report(reader, query):
    miss("vaak")

    assert shown(reader, query) == [("vaak", 2)]


def test_an_empty_report_says_so(reader):
    assert shown(reader) == []


def test_a_download_holds_no_formula_and_no_more_than_the_screen(reader):
    miss("=cmd|' /C calc'!A0", 3)
    miss("oud", 5, today() - timedelta(days=60))

    assert download(reader) == [["'=cmd|' /C calc'!A0", "Nederlands", "3", today().isoformat()]]
    assert reader.get(f"{reverse(INDEX)}?export=xlsx").status_code == 200


def test_each_leads_to_the_search_and_to_a_synonym_in_its_own_language(reader):
    miss("vigilance & <b>", language="fr")

    response = reader.get(reverse(INDEX))

    assert "?terms_fr=vigilance+%26+%3Cb%3E" in response.text
    assert "/fr/" in response.text
    assert "<b>" not in response.text.split("</thead>")[1].split("</table>")[0]


def test_the_report_says_whether_the_words_find_something_now_in_the_same_queries_however_long(reader, homes):
    from search.engines import Terms, engine

    entry = Entry.objects.create(
        key="page-x", language="nl", kind=Entry.Kind.PAGE, title="Zorgplicht", page_id=homes["nl"].pk
    )
    engine().put([(entry.pk, Terms(["zorgplicht"], [], [], ["zorgplicht"]))])
    counts = []
    for number in (3, 20):
        Miss.objects.all().delete()
        miss("zorgplicht", 99)
        for place in range(number - 1):
            miss(f"niets{place}", language=("nl", "fr")[place % 2])
        reader.get(reverse(INDEX))
        with Queries() as queries:
            response = reader.get(reverse(INDEX))
        counts.append(len(queries))

    rows = [row.instance for row in response.context["table"].rows]
    assert [row["finds"] for row in rows] == [True] + [False] * 19
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", ["dutch-editor", "plan-coordinator", "analyst", "partner-manager", None])
def test_others_read_nothing_of_it(client, site, role):
    miss("vaak")
    if role:
        client.force_login(person_in_role(role))

    response = client.get(reverse(INDEX))

    assert response.status_code in (302, 403)
    assert "vaak" not in response.text
