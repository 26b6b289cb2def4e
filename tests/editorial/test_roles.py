"""Who may do what: the matrix of roles against pages and records, as it is meant to be."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from editorial import roles
from editorial.models import LanguageReview, ServiceApproval
from editorial.roles import ROLES, set_up
from editorial.standing_workflow import APPROVAL, REVIEW, WORKFLOW
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

EVERY_ROLE = [
    "dutch-editor", "french-editor", "translator", "federal-moderator", "regional-moderator", "plan-coordinator",
    "consultation-manager", "analyst", "partner-manager", "administrator", "emergency-publisher",
]  # fmt: skip
MODERATORS = {"federal-moderator", "regional-moderator"}
BOTH = {"nl", "fr"}
ADDS_PAGES_IN = {
    "dutch-editor": {"nl"},
    "french-editor": {"fr"},
    "federal-moderator": BOTH,
    "regional-moderator": BOTH,
    "administrator": BOTH,
    "emergency-publisher": BOTH,
}
EDITS_PAGES_IN = ADDS_PAGES_IN | {"translator": BOTH}
EDITORS = {"dutch-editor", "french-editor", *MODERATORS, "administrator"}
PARTNER_MANAGERS = EDITORS | {"partner-manager"}
COORDINATORS = {"plan-coordinator", "administrator"}
EXCEPTION_MAKERS = {*MODERATORS, "administrator", "emergency-publisher"}
# The record, who adds it, who changes it, who deletes it.
RECORDS = {
    "organisation": (OrganisationFactory, PARTNER_MANAGERS, PARTNER_MANAGERS, set()),
    "group": (GroupFactory, EDITORS, EDITORS, set()),
    "membership": (MembershipFactory, PARTNER_MANAGERS, PARTNER_MANAGERS, PARTNER_MANAGERS),
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

    assert rights.can_add_subpage() == (language in ADDS_PAGES_IN.get(role, ()))
    assert rights.can_edit() == (language in EDITS_PAGES_IN.get(role, ()))


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_nobody_but_an_emergency_publisher_publishes_past_the_workflow(person, homes, role, language):
    rights = homes[language].permissions_for_user(person(role))

    is_emergency_publisher = role == "emergency-publisher"
    assert rights.can_publish() == is_emergency_publisher
    assert rights.can_publish_subpage() == is_emergency_publisher
    assert rights.can_unpublish() == is_emergency_publisher
    assert rights.can_delete() == is_emergency_publisher


def test_no_group_but_that_of_the_emergency_publishers_holds_the_right_to_publish(site):
    holders = GroupPagePermission.objects.filter(permission__codename="publish_page").values_list(
        "group__name", flat=True
    )

    assert set(holders) == {ROLES["emergency-publisher"]["name"]}


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
    assert user.has_perm("wagtailcore.change_workflow") == is_administrator


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_everybody_sees_the_exceptions_and_few_decide_on_them(person, role):
    user = person(role)

    assert user.has_perm("editorial.view_languageexception")
    for action in ("add", "change"):
        assert user.has_perm(f"editorial.{action}_languageexception") == (role in EXCEPTION_MAKERS)


def test_an_analyst_reads_and_does_nothing_else(person):
    user = person("analyst")

    verbs = {right.split(".")[1].split("_")[0] for right in user.get_all_permissions()}
    assert verbs == {"access", "see", "view"}
    (group,) = user.groups.all()
    assert not group.page_permissions.exists()
    assert not group.collection_permissions.exists()


def test_a_page_is_reviewed_in_its_language_and_then_approved_by_a_moderator(homes):
    workflow = Workflow.objects.get(name=WORKFLOW)
    review, approval = [task.specific for task in workflow.tasks]

    assert (type(review), review.name) == (LanguageReview, REVIEW)
    assert (type(approval), approval.name) == (ServiceApproval, APPROVAL)
    assert names_of(review.groups) == names("dutch-editor", "french-editor", "translator", *MODERATORS)
    assert names_of(approval.groups) == names(*MODERATORS)
    assert all(home.get_workflow() == workflow for home in homes.values())


def names(*codes):
    return {ROLES[code]["name"] for code in codes}


def names_of(groups):
    return set(groups.values_list("name", flat=True))


def test_setting_up_the_roles_takes_away_what_the_file_does_not_give(site):
    editors = Group.objects.get(name=ROLES["dutch-editor"]["name"])
    administrators = Group.objects.get(name=ROLES["administrator"]["name"])
    editors.permissions.set(administrators.permissions.all())
    publish = GroupPagePermission.objects.filter(permission__codename="publish_page").first()
    GroupPagePermission.objects.create(group=editors, page=publish.page, permission=publish.permission)

    set_up()

    assert not editors.permissions.filter(codename="change_sitesettings").exists()
    assert not editors.page_permissions.filter(permission__codename="publish_page").exists()


def test_setting_up_the_roles_again_changes_nothing(site):
    models = (Group, Group.permissions.through, GroupPagePermission, GroupCollectionPermission, WorkflowTask, Task)
    before = [list(model.objects.order_by("pk").values()) for model in models]

    set_up()

    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_migrating_makes_the_roles_and_gives_them_what_the_file_says_now(site, monkeypatch):
    group = Group.objects.get(name=ROLES["analyst"]["name"])
    group.delete()
    monkeypatch.setitem(ROLES["translator"], "pages", ["lock"])

    call_command("migrate", verbosity=0)

    assert names(*EVERY_ROLE) <= names_of(Group.objects)
    held = GroupPagePermission.objects.filter(group__name=ROLES["translator"]["name"])
    assert set(held.values_list("permission__codename", flat=True)) == {"lock_page"}


def test_a_migration_to_an_earlier_state_leaves_the_roles_alone(site, monkeypatch):
    monkeypatch.setattr(roles, "_is_up_to_date", lambda using: False)
    Group.objects.filter(name=ROLES["analyst"]["name"]).delete()

    call_command("migrate", verbosity=0)

    assert not Group.objects.filter(name=ROLES["analyst"]["name"]).exists()


def test_a_role_that_is_renamed_keeps_its_people(site):
    role = ROLES["federal-moderator"]
    group = Group.objects.get(name=role["name"])
    Group.objects.filter(pk=group.pk).update(name=role["formerly"][0])
    user = UserFactory()
    user.groups.add(group)

    set_up()

    assert user.groups.get() == group
    group.refresh_from_db()
    assert group.name == role["name"]


def test_people_of_a_group_by_the_former_name_join_the_role_that_is_there_already(site, person):
    role = ROLES["federal-moderator"]
    old = Group.objects.create(name=role["formerly"][0])
    user, colleague = UserFactory(), person("federal-moderator")
    user.groups.add(old)

    set_up()

    assert names_of(user.groups) == names_of(colleague.groups) == {role["name"]}
    assert not Group.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize("returned", [False, True])
def test_a_step_of_an_earlier_workflow_leaves_it_and_what_waited_there_is_a_draft_again(homes, person, returned):
    page = homes["nl"]
    workflow = Workflow.objects.get(name=WORKFLOW)
    old = GroupApprovalTask.objects.create(name=APPROVAL)
    WorkflowTask.objects.filter(workflow=workflow).delete()
    WorkflowTask.objects.create(workflow=workflow, task=old)
    page.save_revision()
    state = workflow.start(page, person("dutch-editor"))
    if returned:
        state.current_task_state.reject(user=person("federal-moderator"))

    set_up()

    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_CANCELLED
    assert [task.name for task in workflow.tasks] == [REVIEW, APPROVAL]
    old.refresh_from_db()
    assert not old.active
    assert not TaskState.objects.filter(task=old, status=TaskState.STATUS_IN_PROGRESS).exists()


def test_a_step_that_nothing_ever_waited_for_goes_away(site):
    workflow = Workflow.objects.get(name=WORKFLOW)
    old = GroupApprovalTask.objects.create(name=APPROVAL)
    WorkflowTask.objects.create(workflow=workflow, task=old, sort_order=5)

    set_up()

    assert len(workflow.tasks) == 2
    assert not Task.objects.filter(pk=old.pk).exists()
