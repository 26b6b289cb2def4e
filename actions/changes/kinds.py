"""What of the action plans can be followed: a plan, an action, one promise, a government, a theme."""

from urllib.parse import urlencode

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from actions.governments.addresses import address_of_government
from actions.models import Action, ActionIndexPage, ActionPlan, Commitment
from actions.promises.addresses import address_of_commitment
from core.cards import pages_for
from core.changes import Subject, kind
from core.languages import localized_value
from core.lists import address_of_list
from core.models import Theme
from core.page_paths import address
from users.models import Government

from .scope import shown

LONGEST_TITLE = 16
"""Words of a promise that stand in the title of what is followed."""


@kind("plan", _("Action plan"))
def plan(code, language):
    return _of_record("plan", ActionPlan.objects.public(), code, language)


@kind("action", _("Action"))
def action(code, language):
    return _of_record("action", Action.objects.public(), code, language)


@kind("commitment", _("Commitment or pledge"))
def commitment(code, language):
    found = shown(Commitment.objects.all()).filter(code=code).select_related("action", "organisation", "pledge")
    record = found.first()
    if record is None:
        return None
    url = address_of_commitment(record, language)
    if record.kind == Commitment.Kind.PLEDGE:
        return Subject("commitment", code, record.pledge.name_in(language), url, record.pk)
    words = Truncator(" ".join(record.text_in(language).split())).words(LONGEST_TITLE)
    return Subject("commitment", code, f"{record.organisation.name_in(language)}: {words}", url, record.pk)


@kind("government", _("Government"))
def government(code, language):
    record = Government.objects.filter(code=code).first()
    if record is None:
        return None
    name = localized_value(record, "name", language)
    return Subject("government", code, name, address_of_government(code, language), record.pk)


@kind("theme", _("Theme"))
def theme(code, language):
    record = Theme.objects.filter(code=code).first()
    if record is None:
        return None
    actions = address_of_list(ActionIndexPage, language)
    url = f"{actions}?{urlencode({'theme': code})}" if actions else ""
    return Subject("theme", code, localized_value(record, "name", language), url, record.pk)


def _of_record(name, records, code, language):
    record = records.filter(code=code).first()
    if record is None:
        return None
    page = pages_for([record], language).get(record.pk)
    return Subject(name, code, record.name_in(language), address(page and page.url_path), record.pk)
