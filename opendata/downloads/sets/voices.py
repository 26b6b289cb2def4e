"""What others say of what was promised: assessments, a second voice."""

from django.utils.translation import gettext_lazy as _

from actions.models import Assessment
from actions.models.statuses import Level
from actions.querysets import end_of
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import code_of, in_words, said, translations_of

from .commitments import in_the_open, subject_columns, subjects_of
from .reports import reason_columns

VOICES, LEVELS = tuple(Assessment.Voice.choices), tuple(Level.choices)


def _assessments(on):
    shown = Assessment.objects.filter(commitment__in=in_the_open(), recorded_at__lt=end_of(on), assessed_on__lte=on)
    return [shown.order_by("pk")]


def _assessment_rows(queryset, keys, reading):
    found = Assessment.objects.select_related("assessor").in_bulk(keys)
    subjects = subjects_of({row.commitment_id for row in found.values()})
    translations = translations_of(Assessment, keys)
    [shown] = _assessments(reading.on)
    corrected = dict(shown.filter(corrects__in=keys).order_by().values_list("corrects_id", "pk"))
    for row in (found[key] for key in keys if key in found):
        yield {
            "id": row.pk,
            **subjects[row.commitment_id],
            "assessor": code_of(row.assessor),
            **{f"assessor_{name}": text for name, text in in_words(row.assessor, "name").items()},
            **c.coded_values("voice", VOICES, row.voice),
            **c.coded_values("level", LEVELS, row.level),
            "level": row.level,
            "assessed_on": row.assessed_on,
            **said(row, translations),
            "source": row.source,
            "source_address": row.source_url,
            "corrects": row.corrects_id,
            "corrected_by": corrected.get(row.pk),
        }


ASSESSMENTS = Dataset(
    "assessments",
    _("Assessments"),
    _("What stakeholders and independent bodies say of commitments: a second voice beside that of the authority."),
    "assessment",
    "schema:Review",
    (
        *c.whole("id", _("Its number, which does not change"), sample="8", term="dct:identifier"),
        *subject_columns(),
        *c.reference("assessor", "organisation", _("Who assessed it"), sample="example-council", term="schema:author"),
        *c.in_every_language("assessor_name", _("The name of who assessed it"), sample=_("Example council")),
        *c.coded("voice", VOICES, _("Whose voice it is")),
        *c.coded("level", LEVELS, _("What was achieved, on the scale of the Open Government Partnership")),
        *c.day("assessed_on", _("The day for which it holds")),
        *reason_columns(_("Why")),
        *c.text("source", _("The report or letter in which it stands"), sample=_("Yearly advice"), term="dct:source"),
        *c.addresses("source_address", _("The address of that report or letter"), term="schema:citation"),
        *c.whole("corrects", _("The number of the assessment that it corrects"), sample="7"),
        *c.whole("corrected_by", _("The number of the assessment that corrects it"), sample="9"),
    ),
    _assessments,
    _assessment_rows,
    changed="recorded_at",
    key="id",
    is_dated=True,
    keywords=(_("independent assessment"), _("stakeholder")),
)
