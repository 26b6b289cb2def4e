from .actions import Action, Lineage
from .commitments import Commitment
from .pages import ActionIndexPage, ActionPage, ActionPlanIndexPage, ActionPlanPage
from .plans import ActionPlan, Pillar
from .reports import StatusReport, StatusReportTranslation

__all__ = [
    "Action",
    "ActionIndexPage",
    "ActionPage",
    "ActionPlan",
    "ActionPlanIndexPage",
    "ActionPlanPage",
    "Commitment",
    "Lineage",
    "Pillar",
    "StatusReport",
    "StatusReportTranslation",
]
