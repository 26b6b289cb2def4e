"""The organisations that are there already, found by their number, a name in either language, or their domain."""

from collections import defaultdict

from core.languages import language_codes, localized_name, localized_names
from partners.domains import domain_of_address, domain_of_site
from partners.models import FormerName, Organisation, OrganisationDomain

from .names import name_key

NUMBER, NAME, DOMAIN = "number", "name", "domain"
"""What was the same, the strongest first."""


def keys_of(values, *, is_asked=False):
    """By what those facts are known: {(NUMBER, digits), (NAME, …), (DOMAIN, …)}; `values` has columns by their name.

    Who is asked about belongs also to the domains above its own: mail.example.org to example.org, never the reverse.
    """
    found = {(NAME, name_key(values.get(localized_name("name", code)))) for code in language_codes()}
    found.add((NUMBER, values.get("enterprise_number") or ""))
    for domain in (domain_of_site(values.get("website") or ""), domain_of_address(values.get("email") or "")):
        found |= {(DOMAIN, part) for part in (_and_above(domain) if is_asked else [domain])}
    return {key for key in found if key[1]}


class Known:
    """Every organisation by what it is known by; archived ones too, for they can come back."""

    def __init__(self):
        self.by_key = defaultdict(set)
        columns = ["pk", *localized_names("name"), "enterprise_number", "website", "email"]
        for values in Organisation.objects.order_by().values(*columns):
            self._add(values["pk"], values)
        for former in FormerName.objects.order_by().values("organisation", *localized_names("name")):
            self._add(former["organisation"], former)
        for key, domain in OrganisationDomain.objects.values_list("organisation", "name"):
            self.by_key[DOMAIN, domain].add(key)

    def _add(self, key, values):
        for known_by in keys_of(values):
            self.by_key[known_by].add(key)

    def like(self, values):
        """Those that may be the same, the likeliest first: [(primary key, [what is the same])]."""
        found = defaultdict(set)
        for known_by in keys_of(values, is_asked=True):
            for key in self.by_key.get(known_by, ()):
                found[key].add(known_by[0])
        order = [NUMBER, NAME, DOMAIN]
        rows = [(key, sorted(why, key=order.index)) for key, why in found.items()]
        return sorted(rows, key=lambda row: ([order.index(reason) for reason in row[1]][:1], -len(row[1]), row[0]))


def _and_above(domain):
    """The domain and those above it, but the last: mail.example.org and example.org."""
    parts = domain.split(".") if domain else []
    return [".".join(parts[start:]) for start in range(len(parts) - 1)]
