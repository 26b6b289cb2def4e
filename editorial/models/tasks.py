from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from editorial import people
from editorial.digests import words_digest
from editorial.reasons import ReasonForm
from editorial.refusals import PublicationRefused

from .pairs import Pair


class FourEyesTask(AbstractGroupApprovalTask):
    """A step that nobody takes on words of their own."""

    needs_other_service = False

    class Meta:
        abstract = True

    def user_can_access_editor(self, obj, user):
        return False

    def locked_for_user(self, obj, user):
        """What was submitted stands still; who decides may comment, who publishes in an emergency may act."""
        return not (people.may_act(user, obj, self) or obj.permissions_for_user(user).can_publish())

    def user_can_lock(self, obj, user):
        return people.may_act(user, obj, self)

    def get_actions(self, obj, user):
        if not people.may_act(user, obj, self):
            return []
        return [
            ("reject", _("Return with a reason"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a comment"), True),
        ]

    def get_form_for_action(self, action):
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        page = task_state.revision.content_object
        Pair.objects.locked(page)  # two people who decide at the same moment take turns
        page.refresh_from_db(fields=["latest_revision"])
        task_state.refresh_from_db(fields=["status"])
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise PublicationRefused(_("Somebody decided on this text a moment ago."))
        if not people.may_act(user, page, self):
            raise PublicationRefused(people.why_not(user, page, self))
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise PublicationRefused(_("Say what has to change before you return the text."))
        if action_name == "approve":
            self._refuse_what_was_not_seen(task_state, page)
        try:
            super().on_action(task_state, user, action_name, **kwargs)
        except ValidationError as error:
            raise PublicationRefused(" ".join(error.messages)) from error

    def _refuse_what_was_not_seen(self, task_state, page):
        submitted, latest = task_state.revision, page.get_latest_revision()
        if latest and words_digest(latest.content) != words_digest(submitted.content):
            raise PublicationRefused(
                _("The text was changed after it was submitted. Submit it anew, so that it is approved as it is.")
            )

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return TaskState.objects.filter(task_id=self.pk, pk__in=people.to_decide(user).values())


class LanguageReview(FourEyesTask):
    """Somebody else who writes that language reads the text."""

    class Meta:
        verbose_name = _("review in the language")
        verbose_name_plural = _("reviews in the language")

    @classmethod
    def get_description(cls):
        return _("Somebody else with rights on that language approves the text or returns it")


class ServiceApproval(FourEyesTask):
    """A moderator of another service approves what goes live."""

    needs_other_service = True

    class Meta:
        verbose_name = _("approval by another service")
        verbose_name_plural = _("approvals by another service")

    @transaction.atomic
    def start(self, workflow_state, user=None):
        """Words that changed since they were reviewed, after a return, are reviewed once more."""
        review = self._review_that_is_due(workflow_state)
        return review.start(workflow_state, user=user) if review else super().start(workflow_state, user=user)

    def _review_that_is_due(self, workflow_state):
        review = LanguageReview.objects.filter(workflow_tasks__workflow=workflow_state.workflow_id).first()
        if review is None:
            return None
        approved = workflow_state.task_states.filter(task_id=review.pk, status=TaskState.STATUS_APPROVED)
        reviewed = approved.select_related("revision").order_by("-started_at", "-pk").first()
        latest = workflow_state.content_object.get_latest_revision()
        is_new = reviewed is None or words_digest(reviewed.revision.content) != words_digest(latest.content)
        return review if is_new else None

    @classmethod
    def get_description(cls):
        return _("A moderator of another service than that of the authors approves the text or returns it")
