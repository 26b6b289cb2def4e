"""The resources of the API, in the order in which they are described."""

from .actions import ACTIONS
from .commitments import COMMITMENTS
from .consultations import CONSULTATIONS
from .governments import GOVERNMENTS
from .groups import GROUPS
from .indicators import INDICATORS
from .organisations import ORGANISATIONS
from .plans import PLANS
from .pledges import PLEDGES
from .recommendations import RECOMMENDATIONS
from .reports import REPORTS
from .terms import TERMS

RESOURCES = [
    PLANS, ACTIONS, COMMITMENTS, REPORTS, PLEDGES, ORGANISATIONS, GOVERNMENTS, GROUPS, INDICATORS, RECOMMENDATIONS,
    CONSULTATIONS, *TERMS,
]  # fmt: skip

__all__ = ["RESOURCES"]
