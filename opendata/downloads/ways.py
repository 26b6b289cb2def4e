"""The other ways to the same data: the API, feeds and calendars."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.calendar.addresses import calendar_url
from actions.models import ActionPlan
from core.places import Link


def operations(language):
    """What can be asked of the API."""
    # Only here: whoever reads the models has no need of the API and all that it brings along.
    from opendata.api.described import operations as described

    return described(language)


def feeds(language):
    """Feeds that everybody can read: found by their names, for the app that makes them is a sibling of this one."""
    with override(language):
        titles = {"everything": _("Everything that changes"), "consultations": _("Consultations")}
        try:
            return [Link(title, reverse("follow:feed_of_all", args=[kind])) for kind, title in titles.items()]
        except NoReverseMatch:
            return []


def calendars(language):
    """The deadlines and milestones of each public plan, newest first."""
    plans = ActionPlan.objects.public()
    return [Link(plan.name_in(language), calendar_url("plan", plan.code, language)) for plan in plans]
