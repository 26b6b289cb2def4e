"""What a moderator adds before a pledge is public: the language that is missing, and corrections."""

from django import forms
from django.utils.translation import gettext as _

from actions.models.sayings import LONGEST as LONGEST_REASON
from actions.services.acceptance import text_keys, with_texts
from core.languages import language_codes, localized_name

from .promise import LONGEST, LONGEST_MILESTONE, read
from .wording import in_language, labels


class PledgeTextsForm(forms.Form):
    """Every text in every language, as it was typed: each of them has to be there."""

    def __init__(self, data=None, files=None, *, request, **kwargs):
        super().__init__(data, files, **kwargs)
        self.request = request
        for key, label, value, code, longest in _texts(request.typed):
            is_short = longest <= LONGEST_MILESTONE
            attrs = {"lang": code} if is_short else {"lang": code, "rows": 4}
            self.fields[key] = forms.CharField(
                label=label,
                initial=value,
                required=False,  # the promise says what is missing, in its own words
                widget=forms.TextInput(attrs) if is_short else forms.Textarea(attrs),
            )
        for code in language_codes():
            if code != request.language:
                self.fields[localized_name("reason", code)] = forms.CharField(
                    label=in_language(_("Explanation"), code),
                    required=False,
                    max_length=LONGEST_REASON,
                    widget=forms.Textarea({"rows": 4, "lang": code}),
                    help_text=_("Optional: readers see that it is in the other language until it is there."),
                )

    def clean(self):
        cleaned = super().clean()
        typed = with_texts(self.request.typed, cleaned)
        promise = read(typed, organisation=self.request.organisation, is_whole=True)
        for key, message in promise.problems.items():
            if key in self.fields:
                self.add_error(key, message)
        return cleaned


def _texts(typed):
    """[(name of the field, label, what was typed, language, signs at most)]."""
    words, rows = labels(), typed.get("milestones") or []
    names = {localized_name(name, code): (name, code) for name in labels() for code in language_codes()}
    for key in text_keys(typed):
        if key in names:
            name, code = names[key]
            yield key, in_language(words[name], code), typed.get(key, ""), code, LONGEST[name]
            continue
        number, name = key.removeprefix("milestone-").split("-", 1)
        code = names[name][1]
        label = in_language(_("Milestone {number}").format(number=int(number) + 1), code)
        yield key, label, rows[int(number)].get(name, ""), code, LONGEST_MILESTONE
