"""The screens of a record: form, dossier, archive, missing pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from actions.models import Commitment, StatusReport
from core.dates import today
from core.services import record_create
from editorial.services.assignments import page_assign
from editorial.services.exceptions import exception_record
from editorial.states import State
from partners.models import GroupIndexPage, Membership, Organisation, PartnerPage
from tests.database import Queries
from tests.factories import CommitmentFactory, GovernmentFactory, GroupFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

COMPANY = {"name_nl": "Voorbeeld NV", "name_fr": "Exemple SA", "kind": "company"}


def url(name, *args, model=Organisation):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def errors_of(response):
    return [
        re.sub(r"<[^>]+>|\s+", " ", found).strip()
        for found in re.findall(r'error-message">.*?</p>', response.text, re.DOTALL)
    ]


@pytest.fixture
def editor(client, person):
    user = person("dutch-editor")
    client.force_login(user)
    return user


def test_a_new_record_leads_to_its_dossier_and_has_draft_pages_in_every_language(client, editor):
    response = client.post(url("add"), COMPANY)

    organisation = Organisation.objects.get()
    assert response.url == url("inspect", organisation.pk)
    assert organisation.code == "voorbeeld-nv"
    pages = PartnerPage.objects.values_list("language", "title", "live", "owner")
    assert set(pages) == {("nl", "Voorbeeld NV", False, editor.pk), ("fr", "Exemple SA", False, editor.pk)}
    assert PartnerPage.objects.values("translation_key").distinct().count() == 1


@pytest.mark.parametrize(
    ("language", "message"),
    [("nl", "Een ondernemingsnummer heeft tien cijfers"), ("fr", "Un numéro d’entreprise compte dix chiffres")],
)
def test_bad_input_keeps_what_was_typed_and_says_in_the_editors_language_what_is_wrong(
    client, editor, language, message
):
    editor.language = language
    editor.save()

    response = client.post(
        url("add"),
        {**COMPANY, "name_fr": "", "enterprise_number": "123", "joined_on": "2026-02-01", "left_on": "2026-01-01"},
    )

    assert response.status_code == 200
    assert any(message in error.replace("'", "’") for error in errors_of(response))
    assert len(errors_of(response)) == 3
    assert 'value="Voorbeeld NV"' in response.text
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("typed", ["BE 0999.000.030", "0999 000 030", "0999000030"])
def test_an_enterprise_number_may_be_typed_with_signs_and_is_kept_as_digits(client, editor, typed):
    client.post(url("add"), {**COMPANY, "enterprise_number": typed})

    assert Organisation.objects.get().enterprise_number == "0999000030"


def test_an_enterprise_number_belongs_to_one_organisation(client, editor):
    OrganisationFactory(enterprise_number="0999000030")

    response = client.post(url("add"), {**COMPANY, "enterprise_number": "0999.000.030"})

    assert response.status_code == 200
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_dossier_shows_every_page_with_its_state_and_a_link(client, editor, language):
    editor.language = language
    editor.save()
    organisation = record_create(record=OrganisationFactory.build())
    live = organisation.pages.get(language="fr")
    live.save_revision().publish()

    response = client.get(url("inspect", organisation.pk))

    for page in organisation.pages.all():
        assert reverse("wagtailadmin_pages:history", args=[page.pk]) in response.text
    assert reverse("wagtailadmin_pages:edit", args=[organisation.pages.get(language="nl").pk]) in response.text
    assert f'href="{live.url}"' in response.text
    assert [line.state.state for line in response.context["pages"]] == [State.TRANSLATING, State.ALIGNED]


def test_the_dossier_tells_who_is_next_and_until_when_a_page_may_be_alone(client, editor, person):
    group = record_create(record=GroupFactory.build())
    page, day = group.pages.get(language="nl"), today() + timedelta(days=5)
    colleague = person("translator", first_name="Ilse")
    page_assign(page=page, person=colleague, due_on=day, by=editor)
    exception_record(page=page, reasons={"nl": "Haast.", "fr": "Urgence."}, until=day, by=editor)
    page.get_workflow().start(group.pages.get(language="fr"), editor)

    response = client.get(url("inspect", group.pk, model=type(group)))

    lines = response.context["pages"]
    assert [line.next_people for line in lines] == [[colleague], [colleague]]
    assert [line.state.state for line in lines] == [State.TRANSLATING, State.REVIEW]
    assert lines[0].state.exception.until == day
    assert response.text.count(date_format(day, "SHORT_DATE_FORMAT")) == 2


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_dossier_starts_the_translation_of_the_only_page(client, editor, language):
    editor.language = language
    editor.save()
    organisation = record_create(record=OrganisationFactory.build())
    organisation.pages.get(language="fr").delete()
    start = reverse("editorial:start_translation", args=[organisation.pages.get().pk, "fr"])

    response = client.get(url("inspect", organisation.pk))

    assert f'action="{start}"' in response.text
    assert url("make_pages", organisation.pk) not in response.text
    client.post(start)
    assert set(organisation.pages.values_list("language", flat=True)) == {"nl", "fr"}


def test_who_may_not_edit_pages_sees_their_state_and_no_way_to_change_it(client, person):
    organisation = record_create(record=OrganisationFactory.build())
    organisation.pages.get(language="fr").delete()
    client.force_login(person("analyst"))

    response = client.get(url("inspect", organisation.pk))

    assert len(response.context["pages"]) == 2
    assert reverse("wagtailadmin_pages:edit", args=[organisation.pages.get().pk]) not in response.text
    assert "/translate/" not in response.text


def test_the_dossier_makes_the_pages_that_are_missing(client, editor):
    organisation = record_create(record=OrganisationFactory.build())
    organisation.pages.get(language="fr").delete()

    response = client.post(url("make_pages", organisation.pk))

    assert response.url == url("inspect", organisation.pk)
    assert set(organisation.pages.values_list("language", flat=True)) == {"nl", "fr"}


def test_a_record_without_a_list_to_stand_under_gets_its_page_when_the_list_is_there(site):
    GroupIndexPage.objects.filter(locale__language_code="fr").delete()

    group = record_create(record=GroupFactory.build())

    assert set(group.pages.values_list("language", flat=True)) == {"nl"}


def test_an_archived_record_leaves_the_lists_and_comes_back_not_yet_public(client, editor):
    organisation = OrganisationFactory()

    client.post(url("archive", organisation.pk))
    organisation.refresh_from_db()
    assert organisation.is_archived
    assert not Organisation.objects.public().exists()

    client.post(url("archive", organisation.pk))
    organisation.refresh_from_db()
    assert not organisation.is_archived
    assert not organisation.is_public


def test_nobody_deletes_a_record_not_even_a_superuser(client, admin_user):
    client.force_login(admin_user)
    organisation = OrganisationFactory()

    response = client.post(url("delete", organisation.pk))

    assert response.status_code == 302
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_a_change_by_get_or_without_the_right_does_nothing(client, editor, person):
    organisation = OrganisationFactory()
    assert client.get(url("archive", organisation.pk)).status_code == 405

    client.force_login(person("plan-coordinator"))
    client.post(url("archive", organisation.pk))

    organisation.refresh_from_db()
    assert not organisation.is_archived


def test_adding_a_member_starts_from_the_group_one_came_from(client, editor):
    group = GroupFactory()

    response = client.get(url("add", model=Membership) + f"?group={group.pk}&organisation=nonsense")

    assert response.status_code == 200
    assert group.name in response.text


@pytest.mark.parametrize("query", ["?group=999999999", "?group=-1", "?group=%00", "?group=١", "?group=" + "9" * 400])
def test_a_nonsense_prefill_is_ignored(client, editor, query):
    assert client.get(url("add", model=Membership) + query).status_code == 200


def test_a_dossier_costs_the_same_for_3_and_30_rows(client, editor):
    group = GroupFactory()
    MembershipFactory.create_batch(3, group=group)
    address = url("inspect", group.pk, model=type(group))
    client.get(address)
    with Queries() as few:
        client.get(address)
    MembershipFactory.create_batch(27, group=group)
    with Queries() as many:
        client.get(address)

    assert len(many) == len(few), many
    assert many.at_most(30), many


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_list_is_exported_as_it_is_filtered(client, editor, file_format):
    OrganisationFactory(name_nl="Blijft", kind="company")
    OrganisationFactory(name_nl="Valt weg", kind="ngo")

    response = client.get(url("list") + f"?kind=company&export={file_format}")

    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    if file_format == "csv":
        assert b"Blijft" in content
        assert b"Valt weg" not in content
    else:
        assert content.startswith(b"PK")


def test_a_dossier_offers_to_add_only_what_one_may_add(client, editor, person):
    government = GovernmentFactory()
    commitment = CommitmentFactory(organisation__government=government)
    address = url("inspect", commitment.pk, model=Commitment)
    add = f"{url('add', model=StatusReport)}?commitment={commitment.pk}"
    assert add not in client.get(address).text
    client.force_login(person("plan-coordinator", government=GovernmentFactory()))
    assert add not in client.get(address).text

    client.force_login(person("plan-coordinator", government=government))

    assert add in client.get(address).text
