"""What becomes of organisations, in words, from when it was recorded."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.changes import beginning_of, changes_of, subject_of
from core.dates import today
from partners.models import FormerName, Organisation, Succession
from partners.services.lineage import organisation_leave, organisation_rename, organisations_merge
from tests.database import Queries
from tests.factories import GovernmentFactory, OrganisationFactory, UserFactory, moment, page_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

DAY = date(2026, 3, 10)


def told(code, language="nl", kind="organisation", **more):
    return changes_of(subject_of(kind, code, language), language, **more)


@pytest.mark.parametrize(("language", "name"), [("nl", "Bakkerij"), ("fr", "Boulangerie")])
def test_who_joins_is_told_from_when_its_page_was_published(site, language, name):
    one = OrganisationFactory(code="one", name_nl="Bakkerij", name_fr="Boulangerie", joined_on=date(2026, 1, 5))
    page = page_for(one, language, first_published_at=moment(DAY))

    (change,) = told("one", language)

    assert name in change.title
    assert "2026" in change.text
    assert (change.at, change.url) == (moment(DAY), page.url)


@pytest.mark.parametrize(("language", "old", "new"), [("nl", "Oud", "Nieuw"), ("fr", "Vieux", "Neuf")])
def test_another_name_is_told_when_it_is_recorded_though_it_holds_from_an_earlier_day(site, language, old, new):
    one = OrganisationFactory(code="one", name_nl="Oud", name_fr="Vieux")
    names = {"nl": "Nieuw", "fr": "Neuf"}
    day = today() - timedelta(days=40)
    organisation_rename(organisation=one, names=names, acronyms={}, on=day, by=UserFactory())

    (change,) = told("one", language)

    assert change.title.index(old) < change.title.index(new)
    assert timezone.now() - change.at < timedelta(minutes=5)


def test_the_names_in_a_row_each_say_what_came_next(site):
    one = OrganisationFactory(code="one", name_nl="Drie", name_fr="Trois")
    for name, until in (("Een", date(2020, 1, 1)), ("Twee", date(2022, 1, 1))):
        FormerName.objects.create(organisation=one, name_nl=name, name_fr=name, until=until)

    newest, oldest = told("one")

    assert newest.title.index("Twee") < newest.title.index("Drie")
    assert oldest.title.index("Een") < oldest.title.index("Twee")
    assert oldest.at == beginning_of(date(2020, 1, 1))


def test_a_merger_stands_in_the_stream_of_both(site):
    one, two = OrganisationFactory(code="one", name_nl="Een"), OrganisationFactory(code="two", name_nl="Twee")
    organisations_merge(predecessor=one, successor=two, on=today(), by=UserFactory())

    (of_one,), (of_two,) = told("one"), told("two")

    assert of_one == of_two
    assert of_one.title.index("Een") < of_one.title.index("Twee")


def test_who_leaves_is_told_and_who_will_leave_is_not(site):
    one = OrganisationFactory(code="one", name_nl="Een")
    OrganisationFactory(code="two", left_on=today() + timedelta(days=9))
    organisation_leave(organisation=one, on=today(), by=UserFactory())

    (change,) = told("one")

    assert "Een" in change.title
    assert told("two") == []
    assert [change.key for change in told("", kind="everything")] == [f"organisation-{one.pk}-left"]


def test_nothing_is_told_of_or_about_an_organisation_that_is_hidden(site):
    hidden = OrganisationFactory(code="hidden", is_public=False, joined_on=DAY)
    page_for(hidden, "nl", first_published_at=moment(DAY))
    shown = OrganisationFactory(code="shown", name_nl="Zichtbaar")
    Succession.objects.create(predecessor=shown, successor=hidden, kind="reorganised", on=DAY)
    heir = OrganisationFactory(code="heir")
    Succession.objects.create(predecessor=OrganisationFactory(is_public=False), successor=heir, kind="merged", on=DAY)

    assert told("shown") == told("heir") == told("", kind="everything") == []
    assert subject_of("organisation", "hidden", "nl") is None


def test_a_day_is_told_once_and_never_twice(site):
    one = OrganisationFactory(code="one")
    FormerName.objects.create(organisation=one, name_nl="Oud", name_fr="Vieux", until=DAY)
    at = beginning_of(DAY)

    assert len(told("one", since=at - timedelta(days=1), until=at)) == 1
    assert told("one", since=at, until=at + timedelta(days=9)) == []
    assert told("one", until=at - timedelta(seconds=1)) == []


def test_a_government_has_the_streams_of_its_bodies(site):
    government = GovernmentFactory(code="example")
    one = OrganisationFactory(code="one", government=government, joined_on=DAY)
    page_for(one, "nl", first_published_at=moment(DAY))
    page_for(OrganisationFactory(joined_on=DAY), "nl", first_published_at=moment(DAY))

    assert [change.key for change in told("example", kind="government")] == [f"organisation-{one.pk}-joined"]


def test_as_many_queries_for_3_as_for_30(site):
    subject, counts = subject_of("everything", "", "nl"), []
    for number in (3, 27):
        for _one in range(number):
            one = OrganisationFactory(joined_on=DAY)
            page_for(one, "nl", first_published_at=moment(DAY))
            FormerName.objects.create(organisation=one, name_nl="Oud", name_fr="Vieux", until=DAY)
        changes_of(subject, "nl")
        with Queries() as queries:
            assert len(changes_of(subject, "nl", most=100)) >= number
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert Organisation.objects.count() == 30
