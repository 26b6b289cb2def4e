"""Words that people type: without signs that nobody sees, or that turn the direction of what others read."""

import unicodedata
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from partners.domains import is_plain

HARMLESS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and marks of word processors: they come along with pasted text, and go without a word."""

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}

REFUSED = _(
    "There is a sign in this text that nobody can see, for example one that turns its direction. Type it again."
)
HOMOGRAPH = _(
    "This domain has letters that look like others, or letters of another alphabet. Give it in plain Latin letters."
)


class LineField(forms.CharField):
    """One line of words; pasted line breaks become spaces."""

    def to_python(self, value):
        return " ".join(super().to_python(value).translate(HARMLESS).split())

    def validate(self, value):
        super().validate(value)
        validate_seen(value)


class NameField(LineField):
    """The name of something: it has a letter or a digit."""

    def validate(self, value):
        super().validate(value)
        if value and not any(sign.isalnum() for sign in value):
            raise ValidationError(_("A name has at least one letter or digit."))


class TextField(forms.CharField):
    """Words over several lines."""

    def __init__(self, *, longest, rows=4, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows})
        # A limit of the browser would cut what is pasted without a word.
        super().__init__(validators=[MaxLengthValidator(longest)], widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python(value).translate(HARMLESS).replace("\r\n", "\n").replace("\t", " ")

    def validate(self, value):
        super().validate(value)
        validate_seen(value.replace("\n", " "))


def validate_seen(value):
    """Refuses what cannot be seen; line breaks among it."""
    if any(unicodedata.category(sign) in UNSEEN for sign in value):
        raise ValidationError(REFUSED)


def validate_site(url):
    """Refuses the address of a website that reads like another one."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    if not is_plain(host):
        raise ValidationError(HOMOGRAPH)


def validate_domain_of_address(email):
    """Refuses an e-mail address that reads like another one."""
    if not is_plain(email.rpartition("@")[2]):
        raise ValidationError(HOMOGRAPH)
