"""What the page of an organisation shows besides its own words: what the register says, and who speaks for it."""

from core.kept import kept
from core.lists import address_of_list
from core.terms import terms_on

from . import facts, seats
from .lineage.history import history_of
from .models.organisations import Organisation
from .models.pages import PartnerIndexPage
from .profile.contacts import contacts_of

SHOWN_WITH_IT = ("sector", "parent", "government")


def partner_context(key, language):
    """The context of the page of the organisation with that primary key; kept until something public changes."""
    if key is None:
        return {}
    return kept(f"partner:{key}:{language}", lambda: _context(key, language))


def _context(key, language):
    organisation = Organisation.objects.select_related(*SHOWN_WITH_IT).get(pk=key)
    list_url = address_of_list(PartnerIndexPage, language)
    return {
        "facts": facts.of_organisation(organisation, language, list_url),
        "history": history_of(organisation, language),
        "contact": facts.contact_of(organisation, language),
        "logo": facts.logo_of(organisation, language),
        "contact_people": contacts_of(organisation, language),
        "groups": seats.groups_of(organisation, language),
        "terms": terms_on([organisation], ["themes", "goals"], language),
        "list_url": list_url,
    }
