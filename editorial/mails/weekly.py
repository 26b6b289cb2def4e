"""The weekly overview: for each person what waits for them, in their language."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core.languages import language_name
from editorial.roles import ROLES

from .post import address, send
from .waiting import Common, lists_for

ACTION = "editorial.digest"


def week_of(day):
    """ "2026-W48": the ISO week of that day."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def send_overviews(week, on):
    """Mail everybody who has something waiting, once a week; return how many were told."""
    told = set(_entries(week).values_list("object_id", flat=True))
    names = [role["name"] for role in ROLES.values()]
    people = get_user_model().objects.filter(groups__name__in=names, is_active=True).exclude(email="").distinct()
    common = Common(on)
    waiting = (person for person in people.prefetch_related("groups").order_by("pk") if str(person.pk) not in told)
    return sum(_send(person, common, week) for person in waiting)


def _send(person, common, week):
    lists = [one for one in lists_for(person, common) if one["count"]]
    if not lists:
        return False
    # The log of the account remembers what was sent: no model for one date a week, and administrators see it.
    # Written before the mail goes, and taken out when it did not.
    entry = log(instance=person, action=ACTION, data={"week": week})

    def facts():
        return {"lists": [_in_words(one, common.on) for one in lists], "admin_url": address("wagtailadmin_home")}

    sent = send("digest", [person], facts, preference="any", patience=None)
    if not sent:
        entry.delete()
    return sent


def _entries(week):
    kind = ContentType.objects.get_for_model(get_user_model())
    return ModelLogEntry.objects.filter(content_type=kind, action=ACTION, data__week=week)


def _in_words(one, on):
    titles = {
        "decide": _("Waits for your decision"),
        "asked": _("You were asked for"),
        "returned": _("Came back to you"),
        "ending": _("Exceptions of yours that end soon"),
        "awaited": _("Approved in the other language, waits for yours"),
        "stale": _("Out of date: the other language changed"),
        "missing": _("Live in the other language only"),
    }
    lines = []
    for title, language, day, link in one["rows"]:
        when = _until(day) if one["key"] == "ending" else _age(day, on)
        name = _("“%(text)s”") % {"text": title}
        lines += [f"- {name} ({language_name(language)}), {when}", f"  {link}"]
    if (left := one["count"] - len(one["rows"])) > 0:
        lines.append(ngettext("… and %(count)s more", "… and %(count)s more", left) % {"count": left})
    return {"title": titles[one["key"]], "count": one["count"], "lines": lines}


def _until(day):
    return _("until %(day)s") % {"day": date_format(day, "DATE_FORMAT")}


def _age(moment, on):
    days = (on - localdate(moment)).days if moment else 0
    if days <= 0:
        return _("since today")
    return ngettext("for %(count)s day", "for %(count)s days", days) % {"count": days}
