"""Work-arounds for wagtail-localize, tried on 1.14.5.

`include subtree` overwrites hand-written pages below, in the other language: the form refuses it. The test beside this
fails the day the form has no such field any more.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.views.submit_translations import SubmitTranslationForm


def refuse_subtree(self):
    """Field cleaning for SubmitTranslationForm.include_subtree."""
    if self.cleaned_data.get("include_subtree"):
        raise ValidationError(
            _("Translate page by page: texts that colleagues wrote below this page would be overwritten.")
        )
    return False


def apply():
    SubmitTranslationForm.clean_include_subtree = refuse_subtree
