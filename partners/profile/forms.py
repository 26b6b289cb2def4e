"""The form with which the people of an organisation edit its profile."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from core.languages import active_language, language_codes, language_name, localized_names
from core.models import Goal, Sector, Theme
from core.models.letterhead import telephone_validator
from core.terms import terms_of
from partners.models import Organisation

from .contents import (
    LISTS,
    LOGO,
    LONGEST,
    TRANSLATION,
    changed_names,
    clean_values,
    language_of,
    languages_changed,
    word_names,
)
from .differences import in_words, label_of
from .layout import Beside

ACCEPTED = "image/png,image/jpeg,image/webp,image/avif"
BOX = "partners/profile/box.html"
AUTOCOMPLETE = {"website": "url", "email": "email", "telephone": "tel", "postcode": "postal-code"}
HELP = {
    "website": _("The address of your own site, for example https://www.example.org."),
    "email": _("Of the organisation, never of a person."),
    "introduction": _("One to three sentences under the title; lists show them too."),
    "text": _("A blank line begins a new paragraph; lines that begin with “- ” become a list."),
}


class ProfileForm(forms.Form):
    """Shows and checks what was typed so far, however little that is."""

    website = forms.CharField(required=False, widget=forms.URLInput)
    email = forms.EmailField(
        required=False,
        error_messages={"invalid": _("This is no e-mail address. It looks like name@example.org.")},
    )
    telephone = forms.CharField(
        required=False, validators=[telephone_validator], widget=forms.TextInput({"type": "tel"})
    )
    postcode = forms.CharField(required=False)
    sector = forms.ChoiceField(required=False)
    size = forms.ChoiceField(required=False, choices=[("", _("Not said")), *Organisation.Size.choices])
    themes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    goals = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    translation = forms.BooleanField(
        label=_("Ask the secretariat for a translation"),
        required=False,
        help_text=_("For when you write in one language only: the other one then follows later."),
    )
    logo = forms.FileField(
        required=False,
        widget=forms.FileInput({"accept": ACCEPTED}),
        help_text=_("PNG, JPEG, WebP or AVIF, at most 10 MB. You see it here once you have saved."),
    )

    def __init__(self, submission, others=None):
        """`others`: where somebody else changed the same meanwhile, {name: what the profile says now}."""
        self.submission, self.others = submission, others or {}
        super().__init__({name: value for name, value in submission.typed.items() if value})
        language = active_language()
        for name in [*localized_names("street"), *localized_names("town")]:
            self.fields[name] = forms.CharField(required=False, widget=forms.TextInput({"lang": language_of(name)}))
        for code in language_codes():
            for name, rows in zip(word_names(code), (5, 14), strict=True):
                self.fields[name] = forms.CharField(
                    required=False, widget=forms.Textarea({"rows": rows, "lang": code}), strip=False
                )
        for name, model in {"sector": Sector, "themes": Theme, "goals": Goal}.items():
            choices = [(term.value, term.label) for term in terms_of(model, language)]
            self.fields[name].choices = choices if name in LISTS else [("", _("Not said")), *choices]
        for name, field in self.fields.items():
            self._describe(name, field, language)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self._layout()

    def _describe(self, name, field, language):
        if name != TRANSLATION:
            field.label = label_of(name)
        if name in AUTOCOMPLETE:
            field.widget.attrs["autocomplete"] = AUTOCOMPLETE[name]
        field.help_text = next((words for word, words in HELP.items() if name.startswith(word)), field.help_text)
        if name in self.others and name != LOGO:
            words = _("The secretariat changed this meanwhile. It says now: “{words}”.")
            now = in_words(name, self.others[name], language) or _("nothing")
            field.help_text = f"{field.help_text} {words.format(words=now)}".strip()

    def _layout(self):
        words = [Beside(*localized_names(word)) for word in LONGEST]
        return Layout(
            Fieldset(_("How one reaches you"), "website", "email", "telephone"),
            Fieldset(_("Address"), Beside(*localized_names("street")), "postcode", Beside(*localized_names("town"))),
            Fieldset(_("What you are"), "sector", "size"),
            Fieldset(_("What you work on"), "themes", "goals"),
            Fieldset(_("Who you are, in your own words"), *words, Field(TRANSLATION, template=BOX)),
            Fieldset(_("Your logo"), LOGO),
        )

    def unchecked(self):
        """The same, as it is shown before anything in it was checked."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    def clean(self):
        given = super().clean()
        for name in [name for name in changed_names(self.submission) if name not in self.errors]:
            try:
                clean_values({name: self.submission.typed[name]})
            except ValidationError as error:
                self.add_error(name, error.error_dict[name])
        self._check_languages(bool(given.get(TRANSLATION)))
        return given

    def _check_languages(self, asks):
        typed = self.submission.typed
        empty = [code for code in language_codes() if not any(map(typed.get, word_names(code)))]
        written = languages_changed(self.submission)
        if asks and len(written) == len(language_codes()):
            message = _("You changed the words in every language: nothing is left to translate. Untick this.")
            self.add_error(TRANSLATION, message)
        elif asks and not written and (not empty or len(empty) == len(language_codes())):
            self.add_error(TRANSLATION, _("There are no new words to translate. Write them first, or untick this."))
        elif not asks and written and set(written) - set(empty):
            for code in empty:
                message = _("Write this in {language} too, or ask for a translation below.")
                self.add_error(word_names(code)[0], message.format(language=language_name(code)))

    def refuse(self, error):
        """Show what was refused at the field it is about, else above the form."""
        for name, messages in getattr(error, "error_dict", {None: [error]}).items():
            self.add_error(name if name in self.fields else None, messages)

    def summary(self):
        """What is wrong, each with the element to go to: [(message, anchor)]."""
        lines = [(message, "") for message in self.non_field_errors()]
        for field in self:
            several = isinstance(field.field.widget, forms.CheckboxSelectMultiple)
            anchor = f"{field.auto_id}_0" if several else field.auto_id
            lines += [(f"{field.label} – {message}", anchor) for message in field.errors]
        return lines
