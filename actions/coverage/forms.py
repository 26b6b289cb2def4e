from django import forms
from django.utils.translation import gettext_lazy as _

from actions.models.plans import ActionPlan
from core.listing import ForgivingCharField, ForgivingChoiceField

from .axes import GOVERNMENTS, ORGANISATIONS, PARTS, PLANS, ROWS, columns_for

ACTIONS, COMMITMENTS = "actions", "commitments"


class CoverageForm(forms.Form):
    """Reads the address of a matrix; nothing in it is an error."""

    rows = ForgivingChoiceField(label=_("Rows"), required=False)
    columns = ForgivingChoiceField(label=_("Columns"), required=False)
    count = ForgivingChoiceField(
        label=_("Count"), required=False, choices=[(ACTIONS, _("Actions")), (COMMITMENTS, _("Commitments"))]
    )
    page = ForgivingCharField(required=False)

    def __init__(self, data, *, plan=None, has_parts=False):
        super().__init__(data)
        self.axes = {"rows": ROWS, "columns": columns_for(plan)}
        self.starts_with = _starts_with(plan, has_parts)
        for name, axes in self.axes.items():
            self.fields[name].choices = [(axis.name, axis.label) for axis in axes]
        self.is_valid()
        self.chosen = {
            name: self.cleaned_data[name] or self.starts_with[name] for name in ("rows", "columns", "count")
        }

    def axis(self, name):
        return next(axis for axis in self.axes[name] if axis.name == self.chosen[name])

    @property
    def selects(self):
        """The fields that a reader sees: name, label, [(value, label, whether it is chosen)]."""
        return [
            {
                "name": name,
                "label": self.fields[name].label,
                "options": [(value, label, value == chosen) for value, label in self.fields[name].choices],
            }
            for name, chosen in self.chosen.items()
        ]


def _starts_with(plan, has_parts):
    """What is shown first: a town sees the goals by the parts of its inventory, everybody else themes."""
    if plan is None:
        return {"rows": "themes", "columns": PLANS.name, "count": ACTIONS}
    if plan.kind == ActionPlan.Kind.LOCAL:
        columns = PARTS if has_parts else ORGANISATIONS
        return {"rows": "goals", "columns": columns.name, "count": ACTIONS}
    return {"rows": "themes", "columns": GOVERNMENTS.name, "count": ACTIONS}
