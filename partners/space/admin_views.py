"""What the secretariat does about the people of an organisation, from its dossier."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from partners.evidence import person_with
from partners.models import Organisation, Representative
from partners.services.representatives import (
    invitation_send,
    representative_add,
    representative_end,
    representative_role,
)

from .admin_forms import AddPersonForm, PersonRoleForm, SureForm
from .journal import note
from .screens import person_name


class OrganisationActView(WagtailAdminTemplateMixin, FormView):
    """A form about an organisation; `pk` is its own."""

    permission = ""
    template_name = "editorial/form.html"
    header_icon = "group"
    explanation = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def organisation(self):
        return get_object_or_404(Organisation, pk=self.kwargs["pk"], archived_at__isnull=True)

    def get_page_subtitle(self):
        return str(self.organisation)

    def get_breadcrumbs_items(self):
        name = Organisation.snippet_viewset.get_url_name("list")
        index = {"url": reverse(name), "label": Organisation._meta.verbose_name_plural.capitalize()}
        here = {"url": self.get_success_url(), "label": str(self.organisation)}
        return [*self.breadcrumbs_items, index, here, {"url": "", "label": self.page_title}]

    def get_success_url(self):
        return reverse(Organisation.snippet_viewset.get_url_name("inspect"), args=[self.organisation.pk])

    def get_context_data(self, **kwargs):
        back = {"button": self.button, "explanation": self.explanation, "back_url": self.get_success_url()}
        return super().get_context_data(**kwargs) | back

    def form_valid(self, form):
        try:
            message = self.act(form.cleaned_data)
        except ValidationError as error:
            for name, errors in getattr(error, "error_dict", {None: [error]}).items():
                form.add_error(name if name in form.fields else None, errors)
            return self.form_invalid(form)
        messages.success(self.request, message)
        return redirect(self.get_success_url())


class AddPersonView(OrganisationActView):
    permission = "partners.add_representative"
    page_title = gettext_lazy("Let somebody speak for it")
    button = gettext_lazy("Add or invite")
    explanation = gettext_lazy(
        "Somebody who confirmed this address speaks for the organisation at once. Anybody else gets an invitation by "
        "mail."
    )
    form_class = AddPersonForm

    def get_initial(self):
        return {"language": self.request.user.language}

    def act(self, data):
        person = person_with(data["email"])
        if person is None:
            invitation_send(organisation=self.organisation, by=self.request.user, **data)
            return _("The invitation is on its way.")
        if person == self.request.user:
            raise ValidationError({"email": _("A colleague has to do this for you.")})
        with transaction.atomic():
            representative_add(organisation=self.organisation, user=person, role=data["role"])
            note(self.organisation, "partners.representative_added", self.request.user)
        return _("{person} speaks for the organisation from today on.").format(person=person_name(person))


class PersonView(OrganisationActView):
    """`pk` is that of somebody who speaks for an organisation."""

    permission = "partners.change_representative"

    @cached_property
    def representative(self):
        rows = Representative.objects.filter(until__isnull=True, organisation__archived_at__isnull=True)
        return get_object_or_404(rows.select_related("organisation", "user"), pk=self.kwargs["pk"])

    @property
    def organisation(self):
        return self.representative.organisation

    @property
    def explanation(self):
        return person_name(self.representative.user)


class RoleView(PersonView):
    page_title = gettext_lazy("Change the role")
    button = gettext_lazy("Save")
    form_class = PersonRoleForm

    def get_initial(self):
        return {"role": self.representative.role}

    def act(self, data):
        with transaction.atomic():
            representative_role(representative=self.representative, role=data["role"], by=self.request.user)
            note(self.organisation, "partners.representative_role", self.request.user)
        return _("The role is changed.")


class EndView(PersonView):
    page_title = gettext_lazy("End this role")
    button = gettext_lazy("End it today")
    form_class = SureForm

    def act(self, data):
        with transaction.atomic():
            representative_end(representative=self.representative, by=self.request.user)
            note(self.organisation, "partners.representative_ended", self.request.user)
        return _("This person speaks for the organisation no longer.")
