"""What somebody types to follow something, and to change how."""

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from follow.models import Follower
from partners.space.forms import SpaceForm

WRONG = _("This is no e-mail address. It looks like name@example.org.")
SEVERAL = _("Give one address. Whoever has the other one can ask for mails too.")
LONGEST = 254
"""Signs: no mail server takes a longer address (RFC 5321)."""


class SubjectForm(forms.Form):
    """What the address of the page names; bad input is no subject."""

    kind = forms.CharField(max_length=30)
    code = forms.CharField(max_length=200, required=False)


class AddressField(forms.EmailField):
    """One address, as people have it: without quotes, addresses of machines and signs that nobody sees."""

    widget = forms.EmailInput({"autocomplete": "email", "spellcheck": "false"})
    default_error_messages = {"required": _("Give your e-mail address."), "invalid": WRONG}

    def run_validators(self, value):
        if value.count("@") > 1 or any(sign in value for sign in ",;"):
            raise ValidationError(SEVERAL)
        if len(value) > LONGEST or any(sign in value for sign in '"[]\\') or not value.isprintable():
            raise ValidationError(WRONG)
        super().run_validators(value)


class HowForm(SpaceForm):
    """How often, and in which language."""

    frequency = forms.ChoiceField(
        label=_("How often do you want a mail?"),
        choices=Follower.Frequency.choices,
        widget=forms.RadioSelect,
        initial=Follower.Frequency.WEEKLY,
        help_text=_("When nothing changed, no mail is sent."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=lambda: settings.LANGUAGES, widget=forms.RadioSelect
    )


class FollowForm(HowForm):
    """Where the mails go."""

    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_("Kept encrypted, only for these mails, until you stop."),
        max_length=320,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("email", "frequency", "language")


class OwnForm(HowForm):
    """The same, on a screen that opens with a secret of its own (see .personal)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.disable_csrf = True
