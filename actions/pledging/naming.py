"""What a pledge names: themes, goals, actions of plans, and the organisations that promise it together."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from actions.models import Action
from core.models import Goal, Theme
from partners.models import Organisation, Representative


@dataclass
class Named:
    themes: list = field(default_factory=list)
    goals: list = field(default_factory=list)
    actions: list = field(default_factory=list)
    partners: list = field(default_factory=list)
    problems: dict = field(default_factory=dict)


def named_in(typed, organisation):
    """The records behind the codes that were typed, and what of them cannot be chosen."""
    named = Named(
        themes=list(Theme.objects.filter(code__in=_codes(typed, "themes"))),
        goals=list(Goal.objects.filter(number__in=_numbers(typed, "goals"))),
        actions=list(public_actions().filter(code__in=_codes(typed, "actions"))),
        partners=list(possible_partners().filter(code__in=_codes(typed, "partners")).exclude(pk=organisation.pk)),
    )
    for name, message in (
        ("themes", _("One of these themes does not exist. Choose again.")),
        ("goals", _("One of these goals does not exist. Choose again.")),
        ("actions", _("An action that you chose is not public any more. Take it out.")),
        ("partners", _("An organisation that you chose cannot be a partner. Take it out.")),
    ):
        if len(getattr(named, name)) < len(_codes(typed, name)):
            named.problems[name] = message
    return named


def public_actions():
    return Action.objects.public().select_related("plan")


def possible_partners():
    """Organisations that everybody sees, or that somebody speaks for; `has_people` says whether somebody does."""
    administrators = Representative.objects.current().administrators().filter(organisation=OuterRef("pk"))
    organisations = Organisation.objects.filter(archived_at__isnull=True).annotate(has_people=Exists(administrators))
    return organisations.filter(Q(is_public=True) | Q(has_people=True)).order_by("code")


def _codes(typed, name):
    return [code for code in typed.get(name) or [] if isinstance(code, str)]


def _numbers(typed, name):
    return [int(code) for code in _codes(typed, name) if code.isascii() and code.isdecimal() and len(code) < 4]
