"""The vocabularies: themes, goals, principles and sectors, the same for everybody."""

from urllib.parse import urlencode

from pydantic import Field

from actions.models import ActionIndexPage
from core.languages import language_codes
from core.lists import address_of_list
from core.models import Goal, GuidingPrinciple, Sector, Theme
from opendata.api.asked import Asked
from opendata.api.paging import NUMBER
from opendata.api.resource import Resource
from opendata.api.shapes import Published, Words, one_of
from opendata.api.world import words
from partners.models.pages import PartnerIndexPage


class ThemeTerm(Published):
    """A subject."""

    name: Words
    description: Words


class SectorTerm(Published):
    """A branch of the economy."""

    name: Words


class Numbered(Published):
    """One of a numbered list of the United Nations."""

    number: int
    name: Words


class GoalTerm(Numbered):
    """One of the seventeen sustainable development goals."""


class PrincipleTerm(Numbered):
    """One of the thirty-one guiding principles on business and human rights."""

    pillar: one_of(GuidingPrinciple.Pillar) = Field(description="Protect, respect or remedy: see “pillar” in /codes.")


class TermsAsked(Asked):
    """The parameters of a list of terms."""


def _lists(model, parameter, world):
    """Where readers find what is about a term: a function of its code to {language: address}."""
    above = {language: address_of_list(model, language) for language in language_codes()}
    return lambda code: world.pages(
        {language: address and f"{address}?{urlencode({parameter: code})}" for language, address in above.items()}
    )


def _coded(kind, model, *fields):
    def build(terms, world):
        pages = _lists(model, kind, world)
        return [
            {"id": world.identifier(kind, term.code), "code": term.code, "url": pages(term.code)}
            | {name: words(term, name) for name in ("name", *fields)}
            for term in terms
        ]

    return build


def _numbered(kind):
    def build(terms, world):
        pages = _lists(ActionIndexPage, kind, world)
        return [
            {
                "id": world.identifier(kind, term.number),
                "code": str(term.number),
                "url": pages(term.number),
                "number": term.number,
                "name": words(term, "name"),
                "pillar": getattr(term, "pillar", None),
            }
            for term in terms
        ]

    return build


def _with_number(rows, code):
    return rows.filter(number=int(code)) if code.isdecimal() and len(code) < 3 else rows.none()


TERMS = [
    Resource(
        name="themes", kind="theme", item=ThemeTerm, asked=TermsAsked,
        build=_coded("theme", ActionIndexPage, "description"),
        about="Themes: what actions, pledges, groups and consultations are about.",
        rows=lambda world: Theme.objects.all(),
    ),
    Resource(
        name="goals", kind="goal", item=GoalTerm, asked=TermsAsked, build=_numbered("goal"), key=NUMBER,
        about="The sustainable development goals of the United Nations.",
        rows=lambda world: Goal.objects.all(), find=_with_number,
    ),
    Resource(
        name="principles", kind="principle", item=PrincipleTerm, asked=TermsAsked, build=_numbered("principle"),
        about="The guiding principles of the United Nations on business and human rights.", key=NUMBER,
        rows=lambda world: GuidingPrinciple.objects.all(), find=_with_number,
    ),
    Resource(
        name="sectors", kind="sector", item=SectorTerm, asked=TermsAsked, build=_coded("sector", PartnerIndexPage),
        about="Sectors of the economy.", rows=lambda world: Sector.objects.all(),
    ),
]  # fmt: skip
