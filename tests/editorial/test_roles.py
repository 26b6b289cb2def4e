"""Who may do what: the matrix of roles against pages and records, as it is meant to be."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Workflow

from editorial.roles import ROLES, TASK, WORKFLOW, set_up
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    ReportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

EVERY_ROLE = ["dutch-editor", "french-editor", "moderator", "coordinator", "administrator"]
EDITS_PAGES_IN = {
    "dutch-editor": {"nl"},
    "french-editor": {"fr"},
    "moderator": {"nl", "fr"},
    "coordinator": set(),
    "administrator": {"nl", "fr"},
}
EDITORS = {"dutch-editor", "french-editor", "moderator", "administrator"}
COORDINATORS = {"coordinator", "administrator"}
# The record, who adds it, who changes it, who deletes it.
RECORDS = {
    "organisation": (OrganisationFactory, EDITORS, EDITORS, set()),
    "group": (GroupFactory, EDITORS, EDITORS, set()),
    "membership": (MembershipFactory, EDITORS, EDITORS, EDITORS),
    "plan": (ActionPlanFactory, COORDINATORS, COORDINATORS, set()),
    "action": (ActionFactory, COORDINATORS, COORDINATORS, set()),
    "commitment": (CommitmentFactory, COORDINATORS, COORDINATORS, set()),
    "report": (ReportFactory, COORDINATORS, set(), set()),
}


def may_open(client, address):
    """Whether a screen opens; a refusal is a 403 or a redirect to the front of the administration."""
    response = client.get(address)
    if response.status_code == 302:
        assert response.url == reverse("wagtailadmin_home")
    else:
        assert response.status_code in (200, 403)
    return response.status_code == 200


def test_the_roles_are_those_of_the_matrix():
    assert list(ROLES) == EVERY_ROLE


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_everybody_with_a_role_enters_the_administration(client, person, role):
    client.force_login(person(role))

    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_somebody_without_a_role_and_a_stranger_do_not_enter(client, site):
    assert client.get(reverse("wagtailadmin_home")).status_code == 302

    client.force_login(UserFactory())
    assert client.get(reverse("wagtailadmin_home")).status_code in (302, 403)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_a_role_adds_and_edits_pages_in_its_own_languages_only(person, homes, role, language):
    rights = homes[language].permissions_for_user(person(role))

    expected = language in EDITS_PAGES_IN[role]
    assert (rights.can_add_subpage(), rights.can_edit()) == (expected, expected)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_nobody_but_an_administrator_publishes_past_the_workflow(person, homes, role, language):
    rights = homes[language].permissions_for_user(person(role))

    is_administrator = role == "administrator"
    assert rights.can_publish() == is_administrator
    assert rights.can_publish_subpage() == is_administrator
    assert rights.can_unpublish() == is_administrator


def test_no_group_but_that_of_the_administrators_holds_the_right_to_publish(site):
    holders = GroupPagePermission.objects.filter(permission__codename="publish_page").values_list(
        "group__name", flat=True
    )

    assert set(holders) == {ROLES["administrator"]["name"]}


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_a_role_opens_the_screens_of_a_record_that_are_meant_for_it(client, person, role, name):
    factory, adds, changes, deletes = RECORDS[name]
    record = factory()
    client.force_login(person(role, government=GovernmentFactory()))
    url = record.snippet_viewset.get_url_name

    assert may_open(client, reverse(url("list")))
    assert may_open(client, reverse(url("add"))) == (role in adds)
    assert may_open(client, reverse(url("edit"), args=[record.pk])) == (role in changes)
    assert may_open(client, reverse(url("delete"), args=[record.pk])) == (role in deletes)


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_only_coordinators_and_administrators_hold_the_right_to_approve_reports(person, role):
    user = person(role)

    assert user.has_perm("actions.approve_statusreport") == (role in COORDINATORS)
    assert not user.has_perm("actions.change_statusreport")
    assert not user.has_perm("actions.delete_statusreport")


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_only_administrators_manage_people_settings_and_vocabularies(client, person, role):
    client.force_login(person(role))
    is_administrator = role == "administrator"

    assert may_open(client, reverse("wagtailusers_users:index")) == is_administrator
    assert may_open(client, reverse("wagtailusers_users:add")) == is_administrator
    user = person(role)
    assert user.has_perm("core.change_theme") == is_administrator
    assert user.has_perm("core.change_sitesettings") == is_administrator


def test_moderators_and_nobody_else_approve_pages(homes):
    workflow = Workflow.objects.get(name=WORKFLOW)
    (task,) = workflow.tasks
    approvers = {code for code, role in ROLES.items() if role.get("approves")}

    assert approvers == {"moderator"}
    assert task.specific.name == TASK
    assert set(task.specific.groups.values_list("name", flat=True)) == {ROLES["moderator"]["name"]}
    assert all(home.get_workflow() == workflow for home in homes.values())


def test_setting_up_the_roles_takes_away_what_the_file_does_not_give(homes):
    editors = Group.objects.get(name=ROLES["dutch-editor"]["name"])
    administrators = Group.objects.get(name=ROLES["administrator"]["name"])
    editors.permissions.set(administrators.permissions.all())
    publish = administrators.page_permissions.filter(permission__codename="publish_page").first()
    GroupPagePermission.objects.create(group=editors, page=publish.page, permission=publish.permission)

    set_up(homes)

    assert not editors.permissions.filter(codename="change_sitesettings").exists()
    assert not editors.page_permissions.filter(permission__codename="publish_page").exists()
