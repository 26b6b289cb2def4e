"""Profiles in the queue: what an organisation wants its profile to say, corrected or translated where it has to be."""

from dataclasses import replace

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import language_codes
from partners.models import ProfileSubmission
from partners.profile.contents import (
    LOGO,
    LONGEST,
    WORDS,
    changed_names,
    language_of,
    meanwhile,
    profile_of,
    word_names,
)
from partners.profile.differences import changes_of, in_words, label_of
from partners.services.profiles import profile_accept, profile_return

from .kinds import Change, Kind

LINES = ("website", "email", "telephone", "street", "postcode", "town")
"""Facts that a moderator may correct; the others are chosen from lists."""

THEIRS, NOW = "theirs", "now"


def changes(submission, language):
    found = [_change(one) for one in changes_of(submission, language)]
    if submission.logo:
        url = reverse("requests:logo", args=[submission.pk])
        found = [replace(one, image=url) if one.label == label_of(LOGO) else one for one in found]
    return found


def _change(one):
    return Change(one.label, one.before, one.after, one.lang, one.segments, one.meanwhile)


class ProfileForm(forms.Form):
    """What accepting a profile asks: the words and facts as they came, to be put right; which of two changes holds."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.submission, self.profile = request, profile_of(request.organisation)
        self.changed, self.others = changed_names(request), meanwhile(request, self.profile)
        for name in self._names():
            if field := self._field(name):
                self.fields[name] = field
        if request.logo:
            self.fields[LOGO] = forms.BooleanField(label=_("Take the new logo"), required=False, initial=True)

    def _names(self):
        """What changed, in its order, and the words of languages to which a translation can be added."""
        missing = [name for code in language_codes() for name in word_names(code) if name not in self.changed]
        has_words = any(name.startswith(WORDS) for name in self.changed)
        return [*self.changed, *(missing if has_words or self.submission.wants_translation else [])]

    def _came(self, name):
        return self.submission.typed[name] if name in self.changed else self.profile.values[name]

    def _field(self, name):
        label, came = label_of(name), self._came(name)
        if name.startswith(WORDS):
            longest = next(LONGEST[word] for word in WORDS if name.startswith(word))
            rows = 3 if longest < 1000 else 8
            widget = forms.Textarea(attrs={"rows": rows} | _lang(name))
            help_text = "" if name in self.changed else _("Not changed by the organisation: add the translation here.")
        elif name.startswith(LINES):
            longest, widget, help_text = 500, forms.TextInput(attrs=_lang(name)), ""
        elif name in self.others:
            return self._choice(name, label)
        else:
            return None
        if name in self.others:
            help_text = _("Somebody else changed this meanwhile; what stands here is what it gets.")
        return forms.CharField(
            label=label, initial=came, required=False, max_length=longest, widget=widget, help_text=help_text
        )

    def _choice(self, name, label):
        language = self.submission.language
        theirs, now = (in_words(name, value, language) or "–" for value in (self._came(name), self.others[name]))
        choices = [
            (THEIRS, _("As asked: %(value)s") % {"value": theirs}),
            (NOW, _("As it is now: %(value)s") % {"value": now}),
        ]
        required = {"required": _("Choose: somebody else changed this meanwhile.")}
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=required)

    @property
    def texts(self):
        """What the moderator decided, for `profile_accept`: what differs from what came, and what is contested."""
        found = {}
        for name, value in self.cleaned_data.items():
            if isinstance(self.fields[name], forms.ChoiceField):
                found[name] = self._came(name) if value == THEIRS else self.others[name]
            elif name == LOGO:
                found |= {LOGO: value} if not value or LOGO in self.others else {}
            elif _tidy(value) != _tidy(self._came(name)) or name in self._contested():
                found[name] = value
        return found

    def _contested(self):
        """The facts that changed meanwhile, and every word that was sent in a language whose page changed."""
        languages = {language_of(name) for name in self.others if name.startswith(WORDS)}
        words = {name for code in languages for name in word_names(code) if name in self.changed}
        return {*self.others, *words}


def _lang(name):
    code = language_of(name)
    return {"lang": code} if code else {}


def _tidy(text):
    """A browser sends other ends of lines than it got."""
    return str(text).replace("\r\n", "\n").strip()


def accept(*, request, by, data):
    """`data`: the texts of the form."""
    return profile_accept(submission=request, by=by, texts=data)


def return_(*, request, by, reason):
    return profile_return(submission=request, by=by, reason=reason)


def url_for_person(submission):
    if submission.state == ProfileSubmission.State.RETURNED:
        return reverse("space:profile", args=[submission.organisation.code])
    return reverse("space:organisation", args=[submission.organisation.code])


KIND = Kind(
    code="profile",
    model=ProfileSubmission,
    label=gettext_lazy("Profile of an organisation"),
    permission="partners.moderate_profilesubmission",
    changes=changes,
    accept=accept,
    return_=return_,
    form_class=ProfileForm,
    url_for_person=url_for_person,
)
