"""Deciding that a page is published without its other language, for a while."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.models import Page

from core.languages import language_codes, language_name, localized_name
from core.models import BasePage

from .models import Pair


class PageChooser(AdminPageChooser):
    """Shows nothing chosen for what is no page, as when somebody made up an address."""

    def get_instance(self, value):
        try:
            return super().get_instance(value)
        except ValueError:
            return None


class ExceptionForm(forms.Form):
    page = forms.ModelChoiceField(
        label=gettext_lazy("Page"),
        queryset=Page.objects.filter(depth__gt=1),
        widget=PageChooser,
        help_text=gettext_lazy("The page that may be published, or changed, without the other language."),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        widget=AdminDateInput,
        help_text=gettext_lazy("The last day; after it, a page that is live in one language only goes down."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.reasons = {code: localized_name("reason", code) for code in language_codes()}
        for code, name in self.reasons.items():
            self.fields[name] = forms.CharField(
                label=_("Reason in %(language)s") % {"language": language_name(code)},
                max_length=300,
                widget=forms.Textarea({"rows": 2, "lang": code}),
                help_text=_("Readers see it on the page, in this language."),
                error_messages={"required": _("Readers see the reason: write it in every language.")},
            )
        self.order_fields(["page", *self.reasons.values(), "until"])

    def clean_page(self):
        page = self.cleaned_data["page"].specific
        if not isinstance(page, BasePage) or not Pair.objects.of(page).together:
            raise ValidationError(_("Each language of this page goes live on its own: it needs no exception."))
        if not page.permissions_for_user(self.user).can_edit():
            raise ValidationError(_("You have no rights on this page."))
        return page
