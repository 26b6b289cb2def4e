"""Samples of lists and of who takes part, from the directory and its groups."""

from django.db.models import Count
from django.db.models.functions import Length
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.cards import cards_for
from core.gallery.samples import Sample, gives_samples
from core.languages import localized_name
from core.lists import address_of_list
from core.places import breadcrumbs_and_languages
from core.visible import visible
from partners import facts, seats
from partners.directory.listing import DirectoryListing
from partners.models import Group, Organisation, PartnerIndexPage, PartnerPage, Representative
from partners.profile.contacts import contacts_of

FEW = 2


@gives_samples
def lists(language):
    address = address_of_list(PartnerIndexPage, language)
    first = DirectoryListing(QueryDict(), language)
    if not first.total:
        return
    kind = first.groups[0].options[0]
    chosen = DirectoryListing(QueryDict(f"{first.groups[0].name}={kind.value}"), language)
    pages = DirectoryListing(QueryDict("page=2"), language, per_page=FEW)
    yield Sample("facets", {"listing": chosen, "address": address}, _("one choice made"))
    yield Sample("facets_group", {"group": first.groups[-1]}, _("closed"))
    yield Sample("pagination", {"pagination": pages.pagination}, _("with gaps"))
    yield Sample("empty", {"title": _("This list is still empty")}, _("nothing yet"))
    text = _("Take a filter away, or use another word.")
    nothing = {"title": _("Nothing fits all of this"), "text": text, "reset_url": address}
    yield Sample("empty", nothing | {"picture": "search"}, _("nothing found"))


@gives_samples
def cards(language):
    name = localized_name("name", language)
    shown = Organisation.objects.public().select_related("sector").order_by("pk")
    told = {
        _("the longest name"): shown.order_by(Length(name).desc(), "pk"),
        _("fictional"): shown.filter(fictional=True),
        _("words in another language"): shown.filter(pages__live=True).exclude(
            pk__in=visible(PartnerPage.objects).filter(language=language).values("organisation")
        ),
        _("without a page"): shown.exclude(pk__in=visible(PartnerPage.objects).values("organisation")),
    }
    for state, rows in told.items():
        found = cards_for(rows[:1], language, label=facts.kind_of, meta=facts.of_organisation_in_list)
        for card in found:
            yield Sample("card", {"card": card}, state)


@gives_samples
def groups(language):
    shown = Group.objects.public()
    fullest = shown.annotate(number=Count("memberships")).order_by("-number", "pk").first()
    if members := seats.members(fullest, language):
        yield Sample("members", {"items": members})
    funded = shown.filter(funding__isnull=False).order_by("pk").first()
    if logos := facts.funders(funded, language):
        yield Sample("logos", {"items": logos}, _("of a group"))


@gives_samples
def organisations(language):
    page = (
        visible(PartnerPage.objects)
        .select_related("organisation__sector", "organisation__parent", "organisation__government")
        .filter(language=language)
        .order_by(Length(f"organisation__{localized_name('name', language)}").desc(), "pk")
        .first()
    )
    if page is None:
        return
    organisation = page.organisation
    rows = facts.of_organisation(organisation, language, address_of_list(PartnerIndexPage, language))
    contact = facts.contact_of(organisation, language)
    above, _languages = breadcrumbs_and_languages(page, None)
    yield Sample("breadcrumbs", {"items": above})
    yield Sample("facts", {"rows": rows}, _("of an organisation"))
    yield Sample("typed", {"id": "typed", "title": page.title, "rows": [(row.label, row.value) for row in rows]})
    if contact:
        yield Sample("contact", contact | {"name": page.title}, _("the longest name"))


@gives_samples
def people(language):
    seat = Representative.objects.current().exclude(shown=Representative.Shown.NOTHING).order_by("pk").first()
    if named := contacts_of(seat and seat.organisation, language):
        yield Sample("people", {"items": named})
