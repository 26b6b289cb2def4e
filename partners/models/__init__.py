from .groups import Funding, Group, Membership
from .organisations import Organisation
from .pages import GroupIndexPage, PartnerIndexPage, PartnerPage, WorkingGroupPage

__all__ = [
    "Funding",
    "Group",
    "GroupIndexPage",
    "Membership",
    "Organisation",
    "PartnerIndexPage",
    "PartnerPage",
    "WorkingGroupPage",
]
