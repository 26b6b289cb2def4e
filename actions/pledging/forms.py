"""The form of a pledge: shown as it was typed, with what is wrong; actions.pledging.promise reads it."""

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext as _

from actions.owners.forms import DayInput
from core.languages import language_codes, language_name, localized_name
from core.models import Goal, Theme

from .promise import LONGEST, ONGOING, STATUSES, UNTIL
from .typed import MOST_MILESTONES, TEXTS
from .wording import in_language, labels

EMPTY_MILESTONES = 2
MANY = forms.CheckboxSelectMultiple | forms.RadioSelect


class PledgeForm(forms.Form):
    """`typed` fills it in, `problems` are {field: message}; it is never bound.

    `organisations`: those that may lead it; `actions`, `partners`: what can be ticked, [(code, name)].
    """

    use_required_attribute = False

    def __init__(self, typed, *, organisations, actions=(), partners=(), problems=None):
        super().__init__(initial=typed | _flat(typed))
        self.milestones = min(len(typed.get("milestones") or []) + EMPTY_MILESTONES, MOST_MILESTONES)
        self.problems = problems or {}
        if len(organisations) > 1:
            self.fields["organisation"] = _choice(_("Which organisation leads it"), organisations)
        for code in language_codes():
            self._add_texts(code)
        self._add_facts()
        self._add_many("actions", _("Actions of plans that it supports"), actions)
        self._add_many("partners", _("Together with"), partners)
        self._errors = ErrorDict(
            {key: ErrorList([message]) for key, message in self.problems.items() if key in self.fields}
        )
        self.helper = FormHelper()

    def _add_texts(self, code):
        help_texts = {
            "name": _("A few words, as a title."),
            "text": _("What you promise, in one or two sentences that everybody understands."),
            "aim": _("What will be better, for whom, and how you go about it."),
            "measure": _("By what everybody can see that the promise was kept: a number, a document, a fact."),
        }
        rows = {"text": 3, "aim": 5, "measure": 3}
        for name, label in labels().items():
            wide = forms.Textarea({"rows": rows[name], "lang": code}) if name in rows else None
            self.fields[localized_name(name, code)] = forms.CharField(
                label=in_language(label, code),
                widget=wide or forms.TextInput({"lang": code}),
                help_text=f"{help_texts[name]} {_at_most(LONGEST[name])}",
            )

    def _add_facts(self):
        timings = [(ONGOING, _("It goes on, and is reviewed every year")), (UNTIL, _("It is done by a day"))]
        self.fields["wants_translation"] = forms.BooleanField(
            label=_("I write in one language: please add the other"),
            help_text=_("The secretariat translates it before it becomes public."),
            required=False,
        )
        self.fields["timing"] = _choice(_("Until when"), timings)
        self.fields["ends_on"] = forms.DateField(
            label=_("The day by which it will be done"),
            widget=DayInput,
            help_text=_("Only where it is done by a day; leave it empty where it goes on."),
        )
        self._add_many("themes", _("Themes"), [(row.code, row.name) for row in Theme.objects.all()])
        self._add_many(
            "goals", _("Sustainable development goals"), [(str(row.number), str(row)) for row in Goal.objects.all()]
        )
        for number in range(self.milestones):
            self._add_milestone(number)
        self.fields["status"] = _choice(_("Where it stands today"), STATUSES)
        self.fields["reason"] = forms.CharField(
            label=_("Explanation"),
            widget=forms.Textarea({"rows": 4}),
            help_text=_("What was done already, in one to three sentences. It becomes the first report."),
        )
        self.fields["language"] = _choice(_("Language of your explanation"), settings.LANGUAGES)

    def _add_milestone(self, number):
        for code in language_codes():
            name = localized_name("name", code)
            self.fields[f"milestone-{number}-{name}"] = forms.CharField(
                label=in_language(_("Milestone {number}").format(number=number + 1), code),
                required=False,
                widget=forms.TextInput({"lang": code}),
            )
        self.fields[f"milestone-{number}-due_on"] = forms.DateField(
            label=_("By when, milestone {number}").format(number=number + 1), widget=DayInput, required=False
        )

    def _add_many(self, name, label, choices):
        self.fields[name] = forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )

    def get_initial_for_field(self, field, field_name):
        value = self.initial.get(field_name, "")
        is_list = isinstance(field, forms.MultipleChoiceField)
        return value if is_list == isinstance(value, list) else [] if is_list else ""

    def languages(self):
        """The texts of each language: [(code, name, fields)]."""
        return [
            (code, language_name(code), [self[localized_name(name, code)] for name in TEXTS])
            for code in language_codes()
        ]

    def milestone_rows(self):
        names = [*(localized_name("name", code) for code in language_codes()), "due_on"]
        return [[self[f"milestone-{number}-{name}"] for name in names] for number in range(self.milestones)]

    def summary(self):
        """What is wrong, each with the element to go to: [(message, anchor)]."""
        lines = [(f"{field.label} – {message}", _anchor(field)) for field in self for message in field.errors]
        return lines + [(message, "") for key, message in self.problems.items() if key not in self.fields]


def _anchor(field):
    choices = getattr(field.field, "choices", None)
    return f"{field.auto_id}_0" if choices and isinstance(field.field.widget, MANY) else f"{field.auto_id}"


def _choice(label, choices):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def _at_most(longest):
    return _("At most {number} signs.").format(number=longest)


def _flat(typed):
    """The milestones by the names of their fields."""
    rows = enumerate(typed.get("milestones") or [])
    return {f"milestone-{number}-{name}": text for number, row in rows for name, text in row.items()}
