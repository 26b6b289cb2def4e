from .groups import Funding, Group, Membership
from .lineage import FormerName, OrganisationDomain, Succession
from .organisations import Organisation
from .pages import GroupIndexPage, PartnerIndexPage, PartnerPage, WorkingGroupPage
from .profiles import ProfileSubmission
from .representatives import Claim, Invitation, Representative, RepresentativeRole
from .requests import Request

__all__ = [
    "Claim",
    "FormerName",
    "Funding",
    "Group",
    "GroupIndexPage",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationDomain",
    "PartnerIndexPage",
    "PartnerPage",
    "ProfileSubmission",
    "Representative",
    "RepresentativeRole",
    "Request",
    "Succession",
    "WorkingGroupPage",
]
