"""The form of a consultation."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from consultations.blocks.checks import is_question
from core.validators import validate_plausible_day
from editorial.facts_form import FactsForm

STREAMS = ("questionnaire", "draft_text")
LOCKED = ("code", "organisation", "opens_on", "closes_on")
"""What the opening fixes: the address, who answers for the personal data, and the days."""


class ConsultationForm(FactsForm):
    """A draft may lack words, never hold wrong values; what the opening fixed is no field any more."""

    class Media:
        css = {"all": ["consultations/css/authoring.css"]}

    def __init__(self, data=None, *args, instance=None, **kwargs):
        self.damaged = []
        if data:
            data = _with_codes(self._readable(data), instance)
        super().__init__(data, *args, instance=instance, **kwargs)
        if self.instance.is_opened:
            for name in LOCKED:
                self.fields.pop(name, None)

    def _readable(self, data):
        """The data without a stream that no editor can have sent; it is refused in `clean`."""
        for name in STREAMS:
            if name in self.base_fields and not _can_be_read(self.base_fields[name].block, data, name):
                self.damaged.append(name)
                data = data.copy()
                for key in [key for key in data if key.startswith(f"{name}-")]:
                    del data[key]
                data[f"{name}-count"] = "0"
        return data

    def clean(self):
        cleaned = super().clean()
        for name in self.damaged:
            self.add_error(
                name, _("This part of the form did not arrive whole, so nothing was saved. Open the form again.")
            )
        for name in ("opens_on", "closes_on"):
            self._check_day(name, cleaned.get(name))
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("The last day cannot be before the first."))
        return cleaned

    def _check_day(self, name, day):
        try:
            if day:
                validate_plausible_day(day)
        except ValidationError as error:
            self.add_error(name, error)


def _with_codes(data, instance):
    """The code that a question was given when it was saved stays its own: the open form does not show it yet."""
    given = (
        {child.id: child.value["code"] for child in instance.questionnaire if is_question(child)} if instance else {}
    )
    blank = {
        f"questionnaire-{step}-value-code": given[data[f"questionnaire-{step}-id"]]
        for step in range(int(data.get("questionnaire-count", 0)))
        if data.get(f"questionnaire-{step}-id") in given and data.get(f"questionnaire-{step}-value-code") == ""
    }
    if blank:
        data = data.copy()
        for key, code in blank.items():
            data[key] = code
    return data


def _can_be_read(block, data, name):
    try:
        block.value_from_datadict(data, {}, name)
    except (KeyError, ValueError, TypeError, OverflowError):
        return False
    return True
