"""What the page about following offers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from actions.models import ActionPlan
from core.changes import subject_of
from core.kept import kept
from core.models import Theme
from core.terms import terms_of

from .addresses import follow_url

AT_ONCE = ("everything", "consultations")


@dataclass(frozen=True)
class Choice:
    title: str
    mail_url: str
    feed_url: str


@dataclass(frozen=True)
class Group:
    title: str
    anchor: str
    choices: list


def groups(language):
    """Everything, consultations, plans and themes, each with its address for mails and its feed."""
    return kept(f"follow-choices:{language}", lambda: _groups(language))


def _groups(language):
    at_once = [subject_of(kind, "", language) for kind in AT_ONCE]
    plans = ActionPlan.objects.public().order_by("-starts_on", "code")
    found = [
        (_("At once"), "everything", [(one.kind, "", one.title) for one in at_once if one]),
        (_("Action plans"), "plans", [("plan", plan.code, plan.name_in(language)) for plan in plans]),
        (_("Themes"), "themes", [("theme", term.value, term.label) for term in terms_of(Theme, language)]),
    ]
    return [Group(title, anchor, [_choice(*one, language) for one in of]) for title, anchor, of in found if of]


def _choice(kind, code, title, language):
    from follow.feeds.addresses import feed_url

    return Choice(title, follow_url(kind, code, language), feed_url(kind, code, language))
