"""A document in a form of the staff: checked, and not lost when something else in the form is wrong."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.files.accepted import accept_list, extensions
from consultations.files.inspection import inspect
from consultations.files.names import clean_name
from consultations.files.scanning import state_of
from consultations.models import AnswerFile

from .sources import expire, source_keep

SALT = "consultations.paper.source"
MISSING = _("Add the document that it came in on.")
INFECTED = _("There is a virus in this file, so it was not kept.")
NO_SCANNER = _("The virus scanner cannot be reached, so nothing was kept. Try again later.")


def source_field(label, help_text=""):
    return forms.FileField(
        label=label,
        required=False,
        help_text=help_text or _("One of these: %(extensions)s; at most 10 MB.") % {"extensions": extensions()},
        widget=forms.FileInput(attrs={"accept": accept_list()}),
    )


def checked(uploaded):
    """The uploaded file, once it is what it says and no virus was found in it. Raises ValidationError."""
    uploaded.name = clean_name(uploaded.name)
    inspect(uploaded, uploaded.name)
    scan = state_of(uploaded)
    if scan == AnswerFile.Scan.INFECTED:
        raise ValidationError(INFECTED)
    if scan == AnswerFile.Scan.WAITING:
        raise ValidationError(NO_SCANNER)
    uploaded.seek(0)
    return uploaded


class SourceForm(forms.Form):
    """`source`: what sources.source_keep gave of the file that was chosen, now or the time before."""

    held = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.source = user, None

    @property
    def held_name(self):
        """The name of the file that is kept already."""
        return self.source["name"] if self.source else ""

    def hold(self, uploaded):
        """Keep the file, and remember it in the form that is shown again."""
        at = timezone.now()
        expire(at)
        self.source = source_keep(checked(uploaded), at)
        self.data = self.data.copy()
        self.data[self.add_prefix("held")] = signing.dumps({"user": self.user.pk} | self.source, salt=SALT)

    def held_before(self):
        """What an earlier try of the same person kept, or None."""
        try:
            kept = signing.loads(self.data.get(self.add_prefix("held"), ""), salt=SALT, max_age=24 * 60 * 60)
        except signing.BadSignature:
            return None
        return {name: kept[name] for name in ("file", "name", "digest")} if kept.pop("user") == self.user.pk else None

    def clean_file(self):
        uploaded = self.cleaned_data.get("file")
        if uploaded:
            self.hold(uploaded)
        else:
            self.source = self.held_before()
        if self.source is None:
            raise ValidationError(MISSING)
        return uploaded
