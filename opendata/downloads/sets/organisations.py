"""Who takes part: organisations, with the columns of the list of partners, and governments."""

from django.utils.translation import gettext_lazy as _

from core.models import Sector
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import in_words, paths_of
from partners.directory import columns as directory
from partners.directory.table import terms_of_organisations
from partners.models import Organisation
from users.models import Government

MANY = {"themes": "theme", "goals": "goal"}
TYPES = {
    "code": {"type": c.Type.CODE, "term": "dct:identifier", "sample": "example-agency"},
    "name": {"term": "schema:name", "sample": _("Example agency")},
    "acronym": {"term": "schema:alternateName", "sample": "EA"},
    "sector": {"type": c.Type.CODE, "refers": "sector", "sample": "textiles"},
    "themes": {"type": c.Type.CODE, "refers": "theme", "many": True, "term": "dct:subject", "sample": "human-rights"},
    "goals": {"type": c.Type.CODE, "refers": "goal", "many": True, "term": "dct:subject", "sample": "12"},
    "enterprise_number": {"term": "schema:taxID", "sample": "0999000030"},
    "website": {"type": c.Type.ADDRESS, "term": "schema:url"},
    "street": {"term": "schema:streetAddress", "sample": _("Example street 1")},
    "postcode": {"term": "schema:postalCode", "sample": "1099"},
    "town": {"term": "schema:addressLocality", "sample": _("Exampletown")},
    "joined_on": {"type": c.Type.DATE},
    "left_on": {"type": c.Type.DATE},
    "fictional": {"type": c.Type.YES_NO, "sample": "no"},
    "page": {"type": c.Type.ADDRESS, "term": "foaf:page"},
}


def _columns():
    """Those of the list of partners, in its order: two files with the same rows have the same columns."""
    found = []
    for name, about in directory.ABOUT.items():
        if name in directory.CODED:
            found += c.coded(name, tuple(directory.CODED[name].choices), about)
        elif name in directory.BILINGUAL:
            found += c.in_every_language(name, about, **TYPES[name])
        else:
            found.append(c.Column(name, about, **TYPES[name]))
            if name == "sector":
                found += c.in_every_language(name, about, sample=_("Textiles"))
    return (*found, *c.reference("government", "government", _("The government of a public body"), sample="example"))


def _organisations(on):
    return [Organisation.objects.public().order_by("code")]


def _organisation_rows(queryset, keys, reading):
    found = Organisation.objects.select_related("sector", "government").in_bulk(keys)
    labels, terms = directory.Labels.read(Sector.objects.all()), {}
    for facet, key, value in terms_of_organisations(organisation__in=keys):
        terms.setdefault(key, {}).setdefault(facet, []).append(value)
    paths = paths_of(Organisation, keys)
    for organisation in (found[key] for key in keys if key in found):
        pages = {code: reading.whole(path) for code, path in paths.get(organisation.pk, {}).items()}
        line = directory.line(organisation, labels, terms.get(organisation.pk, {}), pages)
        line |= {name: line[name].split() for name in MANY}
        line["fictional"] = line["fictional"] == "yes"
        line["government"] = organisation.government.code if organisation.government else ""
        yield {name: "" if value is None and not name.endswith("_on") else value for name, value in line.items()}


ORGANISATIONS = Dataset(
    "organisations",
    _("Organisations"),
    _("Partners and public bodies, as in the list of partners; without e-mail addresses and telephone numbers."),
    "organisation",
    "schema:Organization",
    _columns(),
    _organisations,
    _organisation_rows,
    keywords=(_("partner"), _("organisation")),
    themes=("GOVE", "ECON", "SOCI"),
)


def _governments(on):
    """Those with a body that everybody may see; others may be there only for what is still being prepared."""
    bodies = Organisation.objects.public().filter(government__isnull=False).order_by()
    return [Government.objects.filter(pk__in=bodies.values("government")).order_by("order", "code")]


def _government_rows(queryset, keys, reading):
    found = Government.objects.in_bulk(keys)
    for government in (found[key] for key in keys if key in found):
        yield {"code": government.code, **in_words(government, "name"), "fictional": government.fictional}


GOVERNMENTS = Dataset(
    "governments",
    _("Governments"),
    _("The governments whose bodies make commitments."),
    "government",
    "schema:GovernmentOrganization",
    (
        *c.code("code", _("The identifier, which does not change"), sample="example", term="dct:identifier"),
        *c.in_every_language("name", _("Name"), term="schema:name", sample=_("Example region")),
        *c.fictional(),
    ),
    _governments,
    _government_rows,
    changed="",
    keywords=(_("government"),),
)
