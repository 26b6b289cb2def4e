"""The one workflow of every page: somebody reviews it in its language, then another service approves it."""

from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from .models import LanguageReview, ServiceApproval

WORKFLOW = "Vier ogen · Quatre yeux"
REVIEW = "Taalnazicht · Relecture"
APPROVAL = "Goedkeuring · Approbation"


def set_up(*, reviewers, approvers, pages):
    """Give these pages, and all below them, a workflow of exactly two steps, which these groups decide on."""
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    tasks = [_task(LanguageReview, REVIEW, reviewers), _task(ServiceApproval, APPROVAL, approvers)]
    for order, task in enumerate(tasks):
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": order})
    _retire_others(workflow, tasks)
    for page in pages:
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})


def _task(model, name, groups):
    task = model.objects.filter(name=name).first() or model.objects.create(name=name)
    task.groups.set(groups)
    return task


def _retire_others(workflow, tasks):
    """Take other steps out of the workflow.

    What was submitted to one becomes a draft again: who wrote it was not recorded, so its author might approve it.
    The step itself stays for the history of the pages it once approved.
    """
    for link in workflow.workflow_tasks.exclude(task__in=[task.pk for task in tasks]).select_related("task"):
        for state in WorkflowState.objects.active().filter(workflow=workflow, current_task_state__task=link.task):
            state.cancel()
        link.delete()
        if not link.task.workflow_tasks.exists() and not TaskState.objects.filter(task=link.task).exists():
            link.task.delete()
        elif not link.task.workflow_tasks.exists():
            link.task.deactivate()
