"""Who may take the next step of a page: rights follow the language tree, and nobody approves what they wrote."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page, TaskState
from wagtail.permissions import policy_registry


def may_act(user, page, task):
    """Whether that person may decide on this page in that task."""
    return not why_not(user, page, task)


def why_not(user, page, task):
    """Why that person may not decide on this page in that task, in words; empty when they may."""
    if not task._user_in_groups(user) or not _edits(user, page):
        return _("This step is for others: your role does not decide on it.")
    return _own_words(user, _authors([page.pk]).get(page.pk, set()), task)


def _own_words(user, authors, task):
    """`authors` are pairs of (person, service)."""
    if user.pk in {person for person, _service in authors}:
        return _("You wrote a part of this text since it was last approved: a colleague has to decide.")
    if task.needs_other_service:
        if user.service_id is None:
            return _("Your account names no service, and somebody of another service than the authors’ has to decide.")
        if user.service_id in {service for _person, service in authors}:
            return _("Somebody of your own service wrote a part of this text: another service has to decide.")
    return ""


def _authors(page_ids):
    """{page id: {(person id, service id)}} of who changed words since the last approved revision."""
    from .models import Author

    found = {}
    rows = Author.objects.filter(page__in=page_ids).values_list("page", "user", "user__service")
    for page, person, service in rows:
        found.setdefault(page, set()).add((person, service))
    return found


def _edits(user, page):
    return user.is_active and "change" in _rights(user, page)


def _rights(user, page):
    if user.is_superuser:
        return {"change"}
    permissions = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return {
        permission.permission.codename.rsplit("_", maxsplit=1)[0]
        for permission in permissions
        if page.path.startswith(permission.page.path)
    }


def to_decide(user):
    """What that person may decide on now: {page id: primary key of the task state}."""
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    rows = states.values_list("workflow_state__object_id", "task", "pk")
    waiting = {int(page): (task, state) for page, task, state in rows}
    tasks = our_tasks(task for task, _state in waiting.values())
    mine = {pk for pk, task in tasks.items() if task._user_in_groups(user)}
    waiting = {page: found for page, found in waiting.items() if found[0] in mine}
    authors = _authors(waiting)
    return {
        page.pk: waiting[page.pk][1]
        for page in Page.objects.filter(pk__in=waiting).only("pk", "path")
        if _edits(user, page) and not _own_words(user, authors.get(page.pk, set()), tasks[waiting[page.pk][0]])
    }


def our_tasks(ids):
    """Those of these tasks that follow the rule of four eyes: {primary key: task}."""
    from .models import LanguageReview, ServiceApproval

    ids = set(ids)
    return {task.pk: task for model in (LanguageReview, ServiceApproval) for task in model.objects.filter(pk__in=ids)}


def who_can_act(page, task):
    """The people who may decide on this page in that task, by name."""
    return who_can_act_on({page: task})[page.pk]


def _candidates(task):
    people = get_user_model().objects.filter(groups__in=task.groups.all(), is_active=True)
    return people.distinct().order_by("first_name", "last_name", "username")


def current_task_state(page):
    """The state of the task that the page is in now, or None."""
    return (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__object_id=str(page.pk),
            workflow_state__base_content_type=page.get_base_content_type(),
        )
        .select_related("task", "revision")
        .first()
    )


def who_can_act_on(tasks):
    """The same for many pages at once, {page: task} -> {page id: [people]}, in as many queries for one as for all."""
    authors = _authors([page.pk for page in tasks])
    candidates = {task: list(_candidates(task).select_related("service")) for task in set(tasks.values())}
    people = {person.pk: person for found in candidates.values() for person in found}
    trees = _trees_to_change(people)
    return {
        page.pk: [
            person
            for person in candidates[task]
            if (person.is_superuser or page.path.startswith(trees.get(person.pk, ())))
            and not _own_words(person, authors.get(page.pk, set()), task)
        ]
        for page, task in tasks.items()
    }


def _trees_to_change(people):
    """Where each of them may change pages: {person id: (path, …)}."""
    rights = GroupPagePermission.objects.filter(permission__codename="change_page", group__user__in=people)
    trees = {}
    for person, path in rights.values_list("group__user", "page__path"):
        trees[person] = (*trees.get(person, ()), path)
    return trees
