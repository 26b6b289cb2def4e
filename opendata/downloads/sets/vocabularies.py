"""The vocabularies that everything is sorted by: themes, sectors, goals and guiding principles."""

from django.utils.translation import gettext_lazy as _

from core.models import Goal, GuidingPrinciple, Sector, Theme
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import in_words

KINDS = {Theme: "theme", Sector: "sector", Goal: "goal", GuidingPrinciple: "principle"}
NAMES = tuple((kind, model._meta.verbose_name_plural) for model, kind in KINDS.items())
PILLARS = tuple(GuidingPrinciple.Pillar.choices)


def _terms(on):
    return [model.objects.all() for model in KINDS]


def _term_rows(queryset, keys, reading):
    found, kind = queryset.in_bulk(keys), KINDS[queryset.model]
    for term in (found[key] for key in keys if key in found):
        code = str(getattr(term, "code", "") or term.number)
        description = in_words(term if queryset.model is Theme else None, "description")
        yield {
            "id": f"{kind}-{code}",
            **c.coded_values("vocabulary", NAMES, kind),
            "code": code,
            **in_words(term, "name"),
            **description,
            **c.coded_values("pillar", PILLARS, getattr(term, "pillar", "")),
        }


VOCABULARIES = Dataset(
    "vocabularies",
    _("Vocabularies"),
    _("The themes, sectors, sustainable development goals and UN guiding principles by which everything is sorted."),
    "term",
    "skos:Concept",
    (
        *c.code("id", _("Vocabulary and code together"), sample="goal-12", term="dct:identifier"),
        *c.coded("vocabulary", NAMES, _("Which vocabulary it belongs to")),
        *c.code("code", _("The code or number by which the other files name it"), sample="12", term="skos:notation"),
        *c.in_every_language("name", _("Name"), term="skos:prefLabel", sample=_("Responsible consumption")),
        *c.in_every_language("description", _("What a theme covers"), term="skos:definition", sample=_("What we buy")),
        *c.coded("pillar", PILLARS, _("The pillar of a guiding principle")),
    ),
    _terms,
    _term_rows,
    changed="",
    key="id",
    keywords=(_("vocabulary"), _("sustainable development goals"), _("UN guiding principles")),
)
