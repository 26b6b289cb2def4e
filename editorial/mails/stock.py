"""Wagtail's own mails about workflows give way to ours: nobody gets two.

Wagtail 8.0 connects its notifiers under names (wagtail/admin/signal_handlers.py), and a name is given once: who takes
it first keeps it, whichever app is ready first. The test of this fails the day Wagtail uses other names or sends more.
"""

from wagtail import signals
from wagtail.models import TaskState, WorkflowState

NAMES = {
    "task_submitted": (TaskState, "group_approval_task_submitted_email_notification"),
    "workflow_submitted": (WorkflowState, "workflow_state_submitted_email_notification"),
    "workflow_rejected": (WorkflowState, "workflow_state_rejected_email_notification"),
    "workflow_approved": (WorkflowState, "workflow_state_approved_email_notification"),
}


def replace(**receivers):
    """Have these receivers, by name of the signal, in the place of Wagtail's; nothing in the place of the others."""
    for name, (sender, uid) in NAMES.items():
        signal = getattr(signals, name)
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(receivers.get(name, nothing), sender=sender, dispatch_uid=uid, weak=False)


def nothing(sender, **kwargs):
    pass
