"""The people and the domains of an organisation in its dossier, for who may see them."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.dossier import Cell, Section

from .screens import person_name


def sections_of(organisation, user):
    """As editorial.dossier.Section objects; three queries at most."""
    sections = []
    if user.has_perm("partners.view_representative"):
        sections.append(_people(organisation, user))
    if user.has_perm("partners.view_organisationdomain"):
        sections.append(_domains(organisation, user))
    return sections


def _people(organisation, user):
    may_change = user.has_perm("partners.change_representative") and not organisation.is_archived
    may_add = user.has_perm("partners.add_representative") and not organisation.is_archived
    rows = organisation.representatives.select_related("user").order_by("until", "role", "since", "pk")
    return Section(
        _("Representatives"),
        [_("Person"), _("Role"), _("Since"), _("Until"), _("Next step")],
        [_person(row, may_change) for row in sorted(rows, key=lambda row: row.until is not None)],
        reverse("representatives:add", args=[organisation.pk]) if may_add else "",
        _("Let somebody speak for it"),
    )


def _person(row, may_change):
    may_change = may_change and row.until is None
    return [
        Cell(
            person_name(row.user) or _("A former representative"),
            reverse("representatives:role", args=[row.pk]) if may_change else "",
        ),
        Cell(row.get_role_display()),
        Cell(date_format(row.since, "SHORT_DATE_FORMAT")),
        Cell(date_format(row.until, "SHORT_DATE_FORMAT") if row.until else ""),
        Cell(_("End"), reverse("representatives:end", args=[row.pk])) if may_change else Cell(""),
    ]


def _domains(organisation, user):
    may_remove = user.has_perm("partners.delete_organisationdomain")
    may_add = user.has_perm("partners.add_organisationdomain") and not organisation.is_archived
    rows = [
        [
            Cell(domain.name),
            Cell(_("Remove"), reverse("representatives:remove_domain", args=[domain.pk])) if may_remove else Cell(""),
        ]
        for domain in organisation.domains.all()
    ]
    add_url = reverse("representatives:add_domain", args=[organisation.pk]) if may_add else ""
    headings = [_("Domain"), _("Next step")]
    return Section(_("Domains of e-mail addresses"), headings, rows, add_url, _("Confirm a domain"))
