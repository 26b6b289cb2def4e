"""What happens when a workflow ends well. Imports no models at its top: settings name this module."""


def publish_approved(workflow_state, user=None):
    """Approve the revision that was decided on, never a later one; it goes live with its other language.

    Without a check of rights: the approval is the right. Nobody in the workflow holds Wagtail's right to publish.
    """
    from .services.publication import page_approve

    revision = workflow_state.current_task_state.revision
    page_approve(page=revision.content_object, revision=revision, by=user)
