"""The data sets that everybody may download, in the order in which one builds on the other."""

from .sets.commitments import COMMITMENTS, MILESTONES
from .sets.consultations import CONSULTATIONS
from .sets.indicators import FIGURES, INDICATORS
from .sets.organisations import GOVERNMENTS, ORGANISATIONS
from .sets.plans import ACTIONS, PLANS
from .sets.pledges import PLEDGES
from .sets.recommendations import ANSWERS, RECOMMENDATIONS
from .sets.reports import DEADLINES, REPORTS
from .sets.vocabularies import VOCABULARIES
from .sets.voices import ASSESSMENTS

DATASETS = (
    PLANS,
    ACTIONS,
    COMMITMENTS,
    REPORTS,
    DEADLINES,
    MILESTONES,
    INDICATORS,
    FIGURES,
    ASSESSMENTS,
    RECOMMENDATIONS,
    ANSWERS,
    PLEDGES,
    ORGANISATIONS,
    GOVERNMENTS,
    VOCABULARIES,
    CONSULTATIONS,
)

BY_CODE = {dataset.code: dataset for dataset in DATASETS}
