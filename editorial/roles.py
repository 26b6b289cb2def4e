"""The roles of editorial/roles.toml as groups with permissions.

They are set up after every `migrate`, not by one migration: Django makes permissions when all migrations are done, a
changed file has to reach a site that exists already, and a flushed database needs its roles again.
"""

import tomllib
from pathlib import Path

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from core.models import BasePage
from users.oidc import assurance

from . import standing_workflow

_file = tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))
ROLES = {role["code"]: role for role in _file["role"]}
MODELS = _file["models"]

MADE_BY_MIGRATIONS = [("wagtail_localize", "translation", "submit_translation", "Can submit translations")]
"""Permissions that no model declares: a flush takes them away, and nothing but we brings them back."""


def tell_assurance():
    """Let the log-in with the service of the government know which level each role asks for."""
    for role in ROLES.values():
        if "assurance" in role:
            assurance.require(role["name"], role["assurance"])


def after_migrate(using=DEFAULT_DB_ALIAS, plan=None, **kwargs):
    """Receives post_migrate, once; waits for the next time when a migration is still to be applied."""
    if using == DEFAULT_DB_ALIAS and (plan is None or _is_up_to_date(using)):
        for config in apps.get_app_configs():  # ours come before the others in the order of the signal
            create_permissions(config, verbosity=0, using=using)
        set_up()


def _is_up_to_date(using):
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


@transaction.atomic
def set_up():
    """Make every role have exactly the rights of the file; those on pages in the trees that there are."""
    homes, permissions = home_pages(), _permissions()
    groups = {}
    for code, role in ROLES.items():
        group = groups[code] = _group(role)
        group.permissions.set([permissions["wagtailadmin", "access_admin"], *_model_permissions(role, permissions)])
        _set_page_permissions(group, role, homes, permissions)
        _set_media_permissions(group, role, permissions)
    standing_workflow.set_up(
        reviewers=[groups[code] for code, role in ROLES.items() if role.get("reviews")],
        approvers=[groups[code] for code, role in ROLES.items() if role.get("approves")],
        pages=[page for _language, page in homes],
    )
    return groups


def home_pages():
    """The top of every tree of pages, with its language: [(language code, page)]."""
    pages = Page.objects.filter(depth=2).select_related("locale")
    ours = [page for page in pages if issubclass(page.specific_class or Page, BasePage)]
    return [(page.locale.language_code, page) for page in ours]


def _permissions():
    for app_label, model, codename, name in MADE_BY_MIGRATIONS:
        kind = ContentType.objects.get_by_natural_key(app_label, model)
        Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})
    rows = Permission.objects.select_related("content_type")
    return {(permission.content_type.app_label, permission.codename): permission for permission in rows}


def _group(role):
    """The group by its name or by one of its former names; people of several end up in one."""
    names = [role["name"], *role.get("formerly", [])]
    there = sorted(Group.objects.filter(name__in=names), key=lambda group: names.index(group.name))
    group, *others = there or [Group()]
    for other in others:
        group.user_set.add(*other.user_set.all())
        other.delete()
    if group.name != role["name"]:
        group.name = role["name"]
        group.save()
    return group


def _model_permissions(role, permissions):
    for name in ["everybody", *role["models"]]:
        for label, actions in MODELS[name].items():
            app_label, model = label.split(".")
            for action in actions:
                yield permissions[app_label, f"{action}_{model}"]


def _set_page_permissions(group, role, homes, permissions):
    trees = [page.pk for language, page in homes if role.get("language", language) == language]
    wanted = {(tree, permissions["wagtailcore", f"{action}_page"].pk) for tree in trees for action in role["pages"]}
    _keep_exactly(GroupPagePermission, "page_id", group, wanted)


def _set_media_permissions(group, role, permissions):
    """Wagtail asks for rights on its own image and document models, also where ours stand in for them."""
    root = Collection.get_first_root_node()  # none after a flush
    wanted = [("wagtailimages", f"{action}_image") for action in role["media"]]
    wanted += [("wagtaildocs", f"{action}_document") for action in role["media"]]
    wanted += [("wagtailcore", f"{action}_collection") for action in role.get("collections", [])]
    rows = {(root.pk, permissions[right].pk) for right in wanted} if root else set()
    _keep_exactly(GroupCollectionPermission, "collection_id", group, rows)


def _keep_exactly(model, place, group, wanted):
    """Have those rows and no others; what is right already stays."""
    there = {(getattr(row, place), row.permission_id): row.pk for row in model.objects.filter(group=group)}
    model.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    model.objects.bulk_create(
        model(group=group, permission_id=permission, **{place: where})
        for where, permission in sorted(wanted - there.keys())
    )
