"""Claims in the queue: who says that they speak for an organisation, and what speaks for it."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import language_codes, language_name, localized_name, localized_names
from core.validators import normalise_enterprise_number
from partners.domains import domains_of
from partners.evidence import confirmed_addresses, is_proved
from partners.models import Claim, Organisation, Representative, RepresentativeRole
from partners.services.representatives import claim_accept, claim_return
from partners.space.words import NameField

from .kinds import Change, Kind
from .rows import name_of

OF_A_NEW_ONE = ("enterprise_number", "kind", "website")
LONGEST_NAME = Organisation._meta.get_field("name").max_length


def changes(claim, language):
    """What the claim says, beside what the register knows."""
    rows = [
        Change(_("Confirmed e-mail addresses"), "", "\n".join(sorted(_addresses(claim)))),
        Change(_("Function"), "", _typed(claim, "function"), claim.language),
        Change(_("Why"), "", _typed(claim, "motivation"), claim.language),
    ]
    rows += _about_known(claim) if claim.organisation else _about_new(claim, language)
    return [row for row in rows if row.before or row.after]


def _about_known(claim):
    organisation = claim.organisation
    people = Representative.objects.current().filter(organisation=organisation).select_related("user")
    speak = "\n".join(f"{name_of(row.user)} ({row.get_role_display()})" for row in people)
    domains = {*domains_of(organisation), *organisation.domains.values_list("name", flat=True)}
    proved = claim.submitted_by and is_proved(claim.submitted_by, organisation)
    proof = _("A confirmed address is of one of these") if proved else _("No confirmed address is of one of these")
    return [
        Change(_("Who speaks for it"), speak or _("Nobody yet"), name_of(claim.submitted_by)),
        Change(_("Domains of the organisation"), "\n".join(sorted(domains)), proof),
    ]


def _about_new(claim, language):
    rows = [Change(label, "", _typed(claim, column), code) for column, code, label in _names()]
    for name in OF_A_NEW_ONE:
        value = _typed(claim, name)
        if name == "kind":
            value = str(dict(Organisation.Kind.choices).get(value, value))
        rows.append(Change(_label(name), "", value))
    known = [f"{record.name_in(language)} ({record.code})" for record in alike(claim)]
    rows.append(Change(_("In the register already?"), "\n".join(known) or _("Nothing like it was found"), ""))
    return rows


def alike(claim):
    """The organisations of the register that it may be: of the same number, else of the same name in a language."""
    records = Organisation.objects.filter(archived_at__isnull=True)
    number = normalise_enterprise_number(_typed(claim, "enterprise_number"))
    found = list(records.filter(enterprise_number=number)) if number else []
    for name in {_typed(claim, column) for column in localized_names("name")} - {""}:
        found += [record for record in records.matching(name)[:5] if record not in found]
    return found[:5]


def _addresses(claim):
    return confirmed_addresses(claim.submitted_by) if claim.submitted_by else set()


def _typed(claim, name):
    value = claim.typed.get(name, "") if isinstance(claim.typed, dict) else ""
    return str(value).replace("\x00", "").strip()


def _label(name):
    label = str(Organisation._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _names():
    """The name in every language: [(column, language code, label)]."""
    return [
        (localized_name("name", code), code, _("Name (%(language)s)") % {"language": language_name(code)})
        for code in language_codes()
    ]


class ClaimForm(forms.Form):
    """What accepting a claim asks: the role, and of a new organisation which one it is, or its names."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=RepresentativeRole.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("An administrator decides who else speaks for the organisation."),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = request
        self.fields["role"].initial = RepresentativeRole.ADMINISTRATOR
        if request.organisation_id:
            return
        if found := alike(request):
            self.fields["known"] = forms.ModelChoiceField(
                label=_("Which organisation is it?"),
                queryset=Organisation.objects.filter(pk__in=[record.pk for record in found]),
                required=False,
                empty_label=_("A new one, which is made now"),
                help_text=_("These look like it. A new one is not public until you make it so."),
            )
        for column, code, label in _names():
            self.fields[column] = NameField(
                label=label,
                max_length=LONGEST_NAME,
                widget=forms.TextInput(attrs={"lang": code}),
                required=False,
                initial=_typed(request, column) or _any_name(request),
                help_text=_("Of a new organisation: put it right where it needs to be."),
            )

    def clean(self):
        cleaned = super().clean()
        if self.claim.organisation_id or cleaned.get("known"):
            return cleaned
        for column in localized_names("name"):
            if column not in self.errors and not cleaned.get(column, "").strip():
                self.add_error(column, _("A new organisation needs a name in every language."))
        return cleaned


def _any_name(claim):
    return next(filter(None, (_typed(claim, column) for column in localized_names("name"))), "")


def accept(*, request, by, data):
    if not request.organisation_id:
        if known := data.get("known"):
            request.organisation = known
        else:
            request.typed = request.typed | {name: data[name] for name in localized_names("name") if data.get(name)}
        request.save(update_fields=["organisation", "typed"])
    return claim_accept(claim=request, by=by, role=data.get("role"))


def return_(*, request, by, reason):
    return claim_return(claim=request, by=by, reason=reason)


def subject(claim):
    if claim.organisation:
        return claim.organisation
    typed = _any_name(claim)
    return _("%(name)s (new)") % {"name": typed} if typed else ""


def url_for_person(claim):
    if claim.state == Claim.State.ACCEPTED and claim.organisation:
        return reverse("space:organisation", args=[claim.organisation.code])
    return reverse("space:claim")


KIND = Kind(
    code="claim",
    model=Claim,
    label=gettext_lazy("Claim of an organisation"),
    permission="partners.moderate_claim",
    changes=changes,
    accept=accept,
    return_=return_,
    form_class=ClaimForm,
    subject=subject,
    url_for_person=url_for_person,
    writes_itself=True,
)
