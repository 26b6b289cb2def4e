"""What a page is about, for whoever wants to follow it; from the page as it is, without a question."""

from dataclasses import dataclass

from actions.models import ActionIndexPage, ActionPage, ActionPlanIndexPage, ActionPlanPage, PledgePage
from consultations.models import ConsultationIndexPage, ConsultationPage
from partners.models import PartnerPage


@dataclass(frozen=True)
class Followed:
    kind: str
    code: str = ""


RECORDS = {ActionPlanPage: "plan", ActionPage: "action", PartnerPage: "organisation", ConsultationPage: "consultation"}
LISTS = {ConsultationIndexPage: "consultations", ActionPlanIndexPage: "everything", ActionIndexPage: "everything"}
FRONT_PAGE = "home.homepage"
"""By its name: an app above this one has it."""


def followed(page):
    """What can be followed from this page, or None."""
    model = type(page)
    if kind := RECORDS.get(model):
        return Followed(kind, page.record.code) if page.record_id and page.is_shown else None
    if model is PledgePage:
        return Followed("commitment", page.pledge.commitment.code) if page.pledge_id and page.is_shown else None
    if kind := LISTS.get(model):
        return Followed(kind)
    return Followed("everything") if page._meta.label_lower == FRONT_PAGE else None
