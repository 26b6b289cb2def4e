"""What coordinators do about the people who report: give, end and hand over commitments, send a link, erase."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages

from actions.models import Responsibility

from .admin_forms import GiveForm, HandOverForm, SureForm
from .admin_views import ContactScreen
from .journal import note
from .mails import TooSoon, link_send
from .people import commitment_give, commitment_hand_over, commitment_take, contact_forget


class ContactActView(ContactScreen, FormView):
    """A form about one person, or about what they report on."""

    template_name = "editorial/form.html"
    form_class = SureForm
    explanation = ""

    def get_context_data(self, **kwargs):
        context = {"button": self.button, "explanation": self.explanation, "back_url": self.url("inspect")}
        return super().get_context_data(**kwargs) | context

    def form_valid(self, form):
        try:
            message = self.act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, message)
        return redirect(self.get_success_url())


class GiveView(ContactActView):
    page_title = gettext_lazy("Give a commitment")
    button = gettext_lazy("Give this commitment")
    explanation = gettext_lazy("Those of this person’s organisation that it leads or promised together with others.")
    form_class = GiveForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"contact": self.contact}

    def act(self, data):
        commitment_give(contact=self.contact, by=self.request.user, **data)
        return _("From that day on this person reports on it.")


class EraseView(ContactActView):
    page_title = gettext_lazy("Erase this person")
    button = gettext_lazy("Erase for ever")
    explanation = gettext_lazy(
        "Name, address, links and drafts go for ever, and the log-in is untied. What was sent in stays, as sent by a "
        "former contact person of the organisation."
    )

    def act(self, data):
        contact_forget(contact=self.contact, by=self.request.user)
        return _("The person is erased.")

    def get_success_url(self):
        return reverse(self.viewset.get_url_name("index"))


class ResponsibilityActView(ContactActView):
    """`pk` is that of what they report on."""

    @cached_property
    def responsibility(self):
        contacts = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        rows = Responsibility.objects.filter(until__isnull=True, contact__in=contacts)
        rows = rows.select_related("contact__organisation", "commitment__organisation")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def contact(self):
        return self.responsibility.contact

    @property
    def explanation(self):
        return self.responsibility.commitment


class EndView(ResponsibilityActView):
    page_title = gettext_lazy("End this responsibility")
    button = gettext_lazy("End it today")

    def act(self, data):
        commitment_take(responsibility=self.responsibility, by=self.request.user)
        return _("This person reports on it no longer.")


class HandOverView(ResponsibilityActView):
    page_title = gettext_lazy("Hand over")
    button = gettext_lazy("Hand over today")
    form_class = HandOverForm

    def get_form_kwargs(self):
        people = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        organisation = self.responsibility.commitment.organisation_id
        people = people.filter(organisation__in=[organisation, self.contact.organisation_id])
        return super().get_form_kwargs() | {"people": people.exclude(pk=self.contact.pk)}

    def act(self, data):
        commitment_hand_over(responsibility=self.responsibility, to=data["to"], by=self.request.user)
        return _("From today on {person} reports on it.").format(person=data["to"])


class LinkView(ContactScreen, View):
    """Mails a new link, by a button."""

    http_method_names = ["post"]

    def post(self, request, pk):
        contact = self.contact
        try:
            sent = link_send(contact=contact)
        except TooSoon as refusal:
            at = date_format(timezone.localtime(refusal.again_at), "TIME_FORMAT")
            text = _("A link was made for this person less than ten minutes ago. Another one can go from {time} on.")
            messages.warning(request, text.format(time=at))
        else:
            if sent:
                note(contact, "actions.link_sent", request.user)
                messages.success(request, _("A new link is on its way."))
            else:
                messages.error(request, _("The mail could not be sent. Try again in some minutes."))
        return redirect(self.get_success_url())
