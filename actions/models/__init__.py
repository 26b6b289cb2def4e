from .actions import Action, Lineage
from .assessments import Assessment, AssessmentTranslation
from .commitments import Commitment, CoOwner, Milestone
from .contacts import ContactPerson, PersonalLink, Reminder, ReportDraft, Responsibility
from .indicators import Indicator, Measurement, MeasurementTranslation, Target, TargetTranslation
from .pages import (
    ActionIndexPage,
    ActionPage,
    ActionPlanIndexPage,
    ActionPlanPage,
    ProgressReportPage,
    RecommendationIndexPage,
)
from .plans import ActionPlan, Pillar
from .pledge_pages import PledgeIndexPage, PledgePage
from .pledges import JointConfirmation, Pledge, PledgeProposal
from .progress_reports import ProgressReport, Snapshot
from .recommendations import Recommendation, RecommendationSource, Response, ResponseTranslation
from .reports import Evidence, MilestoneReached, StatusReport, StatusReportTranslation

__all__ = [
    "Action",
    "ActionIndexPage",
    "ActionPage",
    "ActionPlan",
    "ActionPlanIndexPage",
    "ActionPlanPage",
    "Assessment",
    "AssessmentTranslation",
    "CoOwner",
    "Commitment",
    "ContactPerson",
    "Evidence",
    "Indicator",
    "JointConfirmation",
    "Lineage",
    "Measurement",
    "MeasurementTranslation",
    "Milestone",
    "MilestoneReached",
    "PersonalLink",
    "Pillar",
    "Pledge",
    "PledgeIndexPage",
    "PledgePage",
    "PledgeProposal",
    "ProgressReport",
    "ProgressReportPage",
    "Recommendation",
    "RecommendationIndexPage",
    "RecommendationSource",
    "Reminder",
    "ReportDraft",
    "Response",
    "ResponseTranslation",
    "Responsibility",
    "Snapshot",
    "StatusReport",
    "StatusReportTranslation",
    "Target",
    "TargetTranslation",
]
