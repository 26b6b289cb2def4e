"""The roles of editorial/roles.toml as groups with permissions, and the workflow that they share."""

import tomllib
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

WORKFLOW = "Vier ogen · Quatre yeux"
TASK = "Goedkeuring · Approbation"

_file = tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))
ROLES = {role["code"]: role for role in _file["role"]}
MODELS = _file["models"]


def set_up(home_pages):
    """Make every role have exactly the rights of the file, on these home pages ({language code: page})."""
    groups = {code: Group.objects.get_or_create(name=role["name"])[0] for code, role in ROLES.items()}
    for code, role in ROLES.items():
        group = groups[code]
        group.permissions.set([_permission("wagtailadmin", "admin", "access_admin"), *_model_permissions(role)])
        _set_page_permissions(group, role, home_pages)
        _set_media_permissions(group, role)
    approvers = [groups[code] for code, role in ROLES.items() if role.get("approves")]
    _set_up_workflow(approvers, home_pages.values())
    return groups


def _permission(app_label, model, codename):
    content_type = ContentType.objects.get_by_natural_key(app_label, model)
    return Permission.objects.get(content_type=content_type, codename=codename)


def _model_permissions(role):
    for label, actions in MODELS[role["models"]].items():
        app_label, model = label.split(".")
        for action in actions:
            yield _permission(app_label, model, f"{action}_{model}")


def _set_page_permissions(group, role, home_pages):
    trees = [page for code, page in home_pages.items() if role.get("language", code) == code]
    group.page_permissions.all().delete()
    for page in trees:
        for action in role["pages"]:
            permission = _permission("wagtailcore", "page", f"{action}_page")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def _set_media_permissions(group, role):
    root = Collection.get_first_root_node()
    group.collection_permissions.all().delete()
    for model in ("siteimage", "sitedocument"):
        for action in role["media"]:
            codename = f"choose_{model.removeprefix('site')}" if action == "choose" else f"{action}_{model}"
            permission = _permission("core", model, codename)
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def _set_up_workflow(approvers, pages):
    task = GroupApprovalTask.objects.filter(name=TASK).first() or GroupApprovalTask.objects.create(name=TASK)
    task.groups.set(approvers)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for page in pages:
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
