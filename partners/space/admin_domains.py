"""What the secretariat does about the domains of an organisation, from its dossier."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import OrganisationDomain

from .admin_forms import DomainForm, SureForm
from .admin_views import OrganisationActView
from .journal import note


class AddDomainView(OrganisationActView):
    permission = "partners.add_organisationdomain"
    page_title = gettext_lazy("Confirm a domain")
    button = gettext_lazy("Confirm this domain")
    form_class = DomainForm

    @transaction.atomic
    def act(self, data):
        OrganisationDomain.objects.create(organisation=self.organisation, name=data["name"])
        note(self.organisation, "partners.domain_added", self.request.user, domain=data["name"])
        return _("Addresses of {domain} are the organisation’s own from now on.").format(domain=data["name"])


class RemoveDomainView(OrganisationActView):
    """`pk` is that of a domain."""

    permission = "partners.delete_organisationdomain"
    page_title = gettext_lazy("Remove this domain")
    button = gettext_lazy("Remove")
    form_class = SureForm

    @cached_property
    def domain(self):
        return get_object_or_404(OrganisationDomain.objects.select_related("organisation"), pk=self.kwargs["pk"])

    @property
    def organisation(self):
        return self.domain.organisation

    @property
    def explanation(self):
        return self.domain.name

    @transaction.atomic
    def act(self, data):
        note(self.organisation, "partners.domain_removed", self.request.user, domain=self.domain.name)
        self.domain.delete()
        return _("The domain proves nothing any more. Who speaks for the organisation already goes on.")
