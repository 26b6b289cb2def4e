from collections import defaultdict
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.base import BlockField

from .block_errors import block_error
from .schedules import clock_change, past

SCHEDULE = ("go_live_at", "expire_at")
CLOCK_CHANGE = "ambiguous_timezone"
"""Django's code for a moment that the clock skips or repeats."""


class PageForm(WagtailAdminPageForm):
    """The form of every page: a draft may hold anything, what is submitted or published must be in order."""

    checks: ClassVar[list] = []
    """Functions of upper apps: page -> what is wrong, each with `key`, `path`, `label` and `sentence`."""

    def clean(self):
        cleaned_data = super().clean()
        for name in SCHEDULE:
            if name in self.fields:
                self._explain_clock_change(name)
        moment = self.cleaned_data.get("go_live_at")
        if moment and "go_live_at" in self.changed_data and (message := past(moment)):
            self.add_error("go_live_at", message)
        return cleaned_data

    def _explain_clock_change(self, name):
        errors = self.errors.as_data().get(name, ())
        shown = next((error.params["datetime"] for error in errors if error.code == CLOCK_CHANGE), None)
        if shown is None:
            return
        stored = self.initial.get(name)
        if stored and timezone.make_naive(stored).replace(second=0, microsecond=0, fold=0) == shown:
            del self._errors[name]
            self.cleaned_data[name] = stored
        elif message := clock_change(shown):
            del self._errors[name]
            self.add_error(name, message)

    def _post_clean(self):
        super()._post_clean()
        if self._is_checked:
            self._add_problems([problem for check in self.checks for problem in check(self.instance)])
        if any(name in self.errors for name in SCHEDULE):
            # The fields stand in a dialog that is closed: this line, above the form, names them.
            self.add_error(None, _("Set the schedule right: it is in the panel “Status”, beside the form."))

    @property
    def _is_checked(self):
        """Whether the page leaves the hands of its editor. Who returns or withdraws it need not mend it first."""
        returned = self.data.get("action-workflow-action") and self.data.get("workflow-action-name") == "reject"
        withdrawn = self.data.get("action-cancel-workflow")
        return not (self.is_deferred_validation or returned or withdrawn)

    def _add_problems(self, problems):
        by_field = defaultdict(list)
        for problem in problems:
            by_field[problem.key if problem.key in self.fields else None].append(problem)
        is_new = False
        for name, found in by_field.items():
            if name in self.errors:
                continue  # its value was refused, so the checks read what stood there before
            is_new = True
            self.add_error(name, self._errors_of(name, found))
        if is_new:
            self.add_error(None, _("Nothing you typed is lost. Correct what is marked, then try again."))

    def _errors_of(self, name, problems):
        field = self.fields.get(name)
        if not isinstance(field, BlockField):
            return [problem.sentence for problem in problems]
        messages = [(problem.path, problem.sentence) for problem in problems]
        error = block_error(field.block, self.cleaned_data[name], messages)
        # The first error of the list is shown beside its blocks; as text, above the form, each has a line of its own.
        error.message, *others = (self._line(name, problem) for problem in problems)
        return [error, *others]

    def _line(self, name, problem):
        return f"{problem.label.removeprefix(f'{self[name].label} › ')}: {problem.sentence}"


def connect():
    """Make it the form of every page; models may not import forms."""
    from .models import BasePage

    BasePage.base_form_class = PageForm
