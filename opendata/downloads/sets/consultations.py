"""Public consultations: who asks, about which plan, from which day to which; never anything of who took part."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from consultations.public.listing import PHASES
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import code_of, in_words, page_columns, paths_of, terms_of

from .plans import vocabulary_columns


def _consultations(on):
    return [Consultation.objects.announced().order_by("code")]


def _consultation_rows(queryset, keys, reading):
    rows = Consultation.objects.with_phase().annotate(times_extended=Count("extensions", distinct=True))
    found = rows.select_related("organisation", "government", "plan").in_bulk(keys)
    themes, paths = terms_of(Consultation, keys, "themes")["themes"], paths_of(Consultation, keys)
    for row in (found[key] for key in keys if key in found):
        yield {
            "code": row.code,
            **in_words(row, "name"),
            "organisation": code_of(row.organisation),
            **{f"organisation_{name}": text for name, text in in_words(row.organisation, "name").items()},
            "government": row.government.code if row.government else "",
            "plan": code_of(row.plan),
            "opens_on": row.opens_on,
            "closes_on": row.last_on,
            "first_closes_on": row.closes_on,
            "extensions": row.times_extended,
            **c.coded_values("phase", PHASES, row.phase_on),
            "themes": themes.get(row.pk, []),
            "fictional": row.fictional,
            **page_columns(paths.get(row.pk, {}), reading),
        }


CONSULTATIONS = Dataset(
    "consultations",
    _("Consultations"),
    _("What stakeholders were asked, by whom and from which day to which; nothing of who took part."),
    "consultation",
    "schema:Event",
    (
        *c.code("code", _("The identifier, which does not change"), sample="example-2026", term="dct:identifier"),
        *c.in_every_language("name", _("Name"), term="schema:name", sample=_("The next plan")),
        *c.reference("organisation", "organisation", _("Who asks"), sample="example-agency", term="schema:organizer"),
        *c.in_every_language("organisation_name", _("The name of who asks"), sample=_("Example agency")),
        *c.reference("government", "government", _("The government of that one"), sample="example"),
        *c.reference("plan", "plan", _("The plan that it is about"), sample="example-2024", term="schema:about"),
        *c.day("opens_on", _("The first day"), term="schema:startDate"),
        *c.day("closes_on", _("The last day, after extensions"), term="schema:endDate"),
        *c.day("first_closes_on", _("The last day as first announced")),
        *c.whole("extensions", _("How often the last day moved"), sample="0"),
        *c.coded("phase", PHASES, _("Where it stands today")),
        *vocabulary_columns("themes"),
        *c.fictional(),
        *c.pages(),
    ),
    _consultations,
    _consultation_rows,
    keywords=(_("consultation"), _("stakeholder")),
)
