"""Consultations: who asks what about, from which day to which. Answers and results stand on their pages."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from consultations.models.consultations import Consultation, Extension
from core.dates import day_of
from opendata.api.asked import Changing, OfGovernment, OfOrganisation, OfPlan, OfTheme, Worded
from opendata.api.resource import Resource
from opendata.api.shapes import Record, Reference, Shape, Words, one_of
from opendata.api.world import grouped, paths_of, words

from .common import WORDED, record_of, terms_of


class Phase(StrEnum):
    """Where a consultation stands on a day: it opens later, is open, or is closed."""

    OPEN = "open"
    PLANNED = "planned"
    CLOSED = "closed"


class Extended(Shape):
    """That the last day moved."""

    closes_on: date = Field(description="The new last day.")
    reason: Words = Field(description="Why, as it was announced.")
    announced_on: date


class Inquiry(Record):
    """What stakeholders are asked, by whom, and from which day to which."""

    organisation: Reference = Field(description="Who asks.")
    government: Reference | None
    plan: Reference | None = Field(description="The plan that it is about.")
    themes: list[str] = Field(description="Codes of themes.")
    opens_on: date | None
    first_closes_on: date | None = Field(description="The last day as first announced.")
    closes_on: date | None = Field(description="The last day as it is now.")
    phase: one_of(Phase) = Field(description="On the day of the answer: see “phase” in /codes.")
    extensions: list[Extended] = Field(description="How the last day moved, the earliest first.")


class ConsultationsAsked(Worded, Changing, OfPlan, OfOrganisation, OfGovernment, OfTheme):
    phase: one_of(Phase) = Field(None, description="Only those in this phase today.")


def build(consultations, world):
    keys = [consultation.pk for consultation in consultations]
    paths, terms = paths_of(Consultation, keys), terms_of(Consultation, keys, ("themes",))
    rows = Extension.objects.filter(consultation__in=keys).order_by("decided_at", "pk")
    extensions = grouped(rows, "consultation_id")
    return [
        record_of(consultation, "consultation", paths, world)
        | terms[consultation.pk]
        | {
            "organisation": world.reference("organisation", consultation.organisation),
            "government": world.reference("government", consultation.government),
            "plan": (consultation.plan and consultation.plan.is_shown and world.reference("plan", consultation.plan))
            or None,
            "opens_on": consultation.opens_on,
            "first_closes_on": consultation.closes_on,
            "closes_on": consultation.last_on,
            "phase": consultation.phase_on,
            "extensions": [
                {"closes_on": row.closes_on, "reason": words(row, "reason"), "announced_on": day_of(row.decided_at)}
                for row in extensions.get(consultation.pk, ())
            ],
        }
        for consultation in consultations
    ]


def _rows(world):
    rows = Consultation.objects.announced().with_phase().defer("questionnaire", "draft_text")
    return rows.select_related("organisation", "government", "plan")


CONSULTATIONS = Resource(
    name="consultations", kind="consultation", item=Inquiry, asked=ConsultationsAsked, build=build, rows=_rows,
    about="Consultations that were opened: who asks, about which plan, from which day to which.",
    filters=WORDED
    | {
        "plan": "plan__code",
        "organisation": "organisation__code",
        "government": "government__code",
        "theme": "themes__code",
        "phase": "phase_on",
    },
)  # fmt: skip
