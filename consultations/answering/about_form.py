"""The page about the person: who answers, for whom, and what may be published."""

import hashlib

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from consultations.about import About
from consultations.checking import clean_text
from consultations.fields.reading import clean
from consultations.kinds import Publication, RespondentKind
from consultations.privacy.consents import is_consent, needed, texts_for
from core.languages import language_codes
from core.validators import normalise_enterprise_number, validate_enterprise_number

LONGEST = 200
CONSENT = "consent-"
ORGANISATIONS = {RespondentKind.ORGANISATION, RespondentKind.PUBLIC_BODY, RespondentKind.ACADEMIC}
BOX = "consultations/answering/box.html"


def about_typed(post):
    """What was typed about the person: {name: text}, unchecked but bounded; empty for a box that is not ticked."""
    boxes = {name for name in post if name.startswith(CONSENT) and len(name) < LONGEST}
    return {name: clean(post.get(name, ""), 1000) for name in [*AboutForm.base_fields, *sorted(boxes)[:20]]}


def mark_of(language, text):
    """What a ticked box says: which words, in which language, stood beside it."""
    return f"{language}:{hashlib.sha256(text.encode()).hexdigest()[:20]}"


class AboutForm(forms.Form):
    """Shows and checks what was typed about the person ({name: text}), however little that is."""

    respondent = forms.ChoiceField(
        label=_("You answer as"), choices=RespondentKind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose as whom you answer.")},
    )  # fmt: skip
    organisation_name = forms.CharField(
        label=_("Name of your organisation"), required=False, validators=[MaxLengthValidator(LONGEST)]
    )
    enterprise_number = forms.CharField(
        label=_("Enterprise number"),
        required=False,
        validators=[validate_enterprise_number],
        help_text=_("Ten digits, for example 0999.000.030. With it we recognise your organisation."),
    )
    speaks_for = forms.BooleanField(
        label=_("I speak for this organisation"),
        required=False,
        help_text=_("We ask the organisation to confirm it; your answers count meanwhile."),
    )
    name = forms.CharField(label=_("Your name"), required=False, validators=[MaxLengthValidator(LONGEST)])
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_(
            "We send you a receipt with a copy of your answers, and a link with which you can change or withdraw "
            "them. Without an address you do not get these. We never publish it."
        ),
        error_messages={"invalid": _("This is no e-mail address. It looks like name@example.org.")},
    )
    publication = forms.ChoiceField(
        label=_("May your contribution be published?"), choices=Publication.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose how your contribution may be published.")},
    )  # fmt: skip

    def __init__(self, typed, *, consultation, language, has_sensitive_answers=False):
        self.typed = typed
        self.consultation, self.language, self.has_sensitive = consultation, language, has_sensitive_answers
        texts = texts_for(consultation, language)
        self.information = [(key, text) for key, text in texts if not is_consent(key)]
        self.consents = {key: text for key, text in texts if is_consent(key)}
        self.agreed = {key: self._agreed_to(key, typed.get(CONSENT + key)) for key in self.consents}
        # A box that was ticked beside other words than today's is not ticked.
        shown = typed | {CONSENT + key: text and "on" for key, text in self.agreed.items()}
        super().__init__({name: value for name, value in shown.items() if value})
        for key, text in self.consents.items():
            self.fields[CONSENT + key] = forms.BooleanField(
                label=text, required=False, widget=forms.CheckboxInput({"value": mark_of(language, text)})
            )
        self.helper = self._helper()

    def unchecked(self):
        """The same, as it is shown before anything in it was checked."""
        form = AboutForm(self.typed, consultation=self.consultation, language=self.language)
        form._errors = ErrorDict()
        return form

    def _helper(self):
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(
            "respondent",
            Fieldset(
                _("Your organisation"), "organisation_name", "enterprise_number", Field("speaks_for", template=BOX)
            ),
            Fieldset(_("How we reach you"), "name", "email"),
            Fieldset(
                _("What becomes public"),
                "publication",
                *(Field(CONSENT + key, template=BOX) for key in self.consents),
            ),
        )
        return helper

    def _agreed_to(self, key, mark):
        """(language, text) of what was ticked, or None."""
        for language in [self.language, *language_codes()] if mark else ():
            text = dict(texts_for(self.consultation, language)).get(key, "")
            if mark == mark_of(language, text):
                return language, text
        return None

    def clean_name(self):
        return clean_text(self.cleaned_data["name"], LONGEST)

    def clean_organisation_name(self):
        return clean_text(self.cleaned_data["organisation_name"], LONGEST)

    def clean_enterprise_number(self):
        return normalise_enterprise_number(self.cleaned_data["enterprise_number"])

    def clean(self):
        given = super().clean()
        respondent, publication = given.get("respondent"), given.get("publication")
        organisation = given.get("organisation_name") or "organisation_name" in self.errors
        if respondent == RespondentKind.INDIVIDUAL and (organisation or given.get("speaks_for")):
            self._say("organisation_name", _(
                "You answer as an individual. Leave your organisation out, or choose above that you answer for it."
            ))  # fmt: skip
        elif not organisation and (respondent in ORGANISATIONS or given.get("speaks_for")):
            self._say("organisation_name", _("Give the name of your organisation."))
        elif not organisation and publication == Publication.ORGANISATION:
            self._say("organisation_name", _("Give the name of your organisation: you choose to publish with it."))
        if publication == Publication.NAME and not given.get("name"):
            self._say("name", _("Give your name: you choose to publish with it."))
        for key in sorted(needed(publication, self.has_sensitive) & set(self.consents)):
            if not self.agreed[key]:
                self._say(CONSENT + key, _("Tick this box if you agree. Without it we cannot take this in."))
        return given

    def _say(self, name, message):
        if name not in self.errors:
            self.add_error(name, message)

    def about(self):
        """Who sends, once the form is valid."""
        given = self.cleaned_data
        agreed = [self.agreed[key] for key in self.consents if self.agreed[key]]
        return About(
            **{name: given.get(name) or About.__dataclass_fields__[name].default for name in self.base_fields},
            consents=(*((self.language, text) for _key, text in self.information), *agreed),
        )

    def summary(self):
        """What is wrong, each with the element to go to: [(message, anchor)]."""
        lines = [(message, "") for message in self.non_field_errors()]
        for field in self:
            anchor = f"{field.auto_id}_0" if isinstance(field.field.widget, forms.RadioSelect) else field.auto_id
            lines += [(message, anchor) for message in field.errors]
        return lines
