"""The screen that copies a consultation."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from consultations.models import Consultation
from core.languages import language_codes, language_name, localized_name

from .admin_screen import ConsultationScreen
from .copying import consultation_copy


class CopyForm(forms.Form):
    """New names in every language, and a code of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {code: localized_name("name", code) for code in language_codes()}
        for code, name in self.names.items():
            self.fields[name] = forms.CharField(
                label=_("Name in %(language)s") % {"language": language_name(code)},
                max_length=200,
                widget=forms.TextInput({"lang": code}),
            )
        field = Consultation._meta.get_field("code")
        self.fields["code"] = forms.SlugField(
            label=_("Code"), max_length=field.max_length, required=False, help_text=field.help_text
        )

    def clean_code(self):
        code = self.cleaned_data["code"]
        if code and Consultation.objects.filter(code=code).exists():
            raise ValidationError(_("Another consultation has this code."))
        return code

    def chosen(self):
        data = self.cleaned_data
        return {"names": {code: data[name] for code, name in self.names.items()}, "code": data["code"]}


class CopyView(ConsultationScreen, FormView):
    form_class = CopyForm
    permission_required = "add"
    page_title = gettext_lazy("Copy a consultation")
    header_icon = "copy"
    template_name = "consultations/authoring/copy.html"

    def form_valid(self, form):
        try:
            copy = consultation_copy(consultation=self.consultation, by=self.request.user, **form.chosen())
        except ValidationError as error:
            for name, words in error.message_dict.items():
                form.add_error(name if name in form.fields else None, words)
            return self.form_invalid(form)
        messages.success(self.request, _("The copy is there as a draft. Give it days, and see whether its words fit."))
        return redirect(self.url("inspect", copy.pk))
