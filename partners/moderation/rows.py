"""Requests as moderators see them: what it is about, who asks, since when, who knows the organisation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_of, today
from core.languages import language_name
from core.places import address_of
from editorial.mails.facts import person_name

from .queue import earlier


def row_of(kind, request, user):
    organisation = request.organisation
    manager = organisation and organisation.account_manager
    subject = kind.subject_of(request) or _("A new organisation")
    return {
        "kind": kind,
        "request": request,
        "subject": subject,
        "is_for_another": bool(organisation and str(organisation) != subject),
        "organisation": organisation,
        "organisation_url": dossier_of(organisation),
        "person": name_of(request.submitted_by) or _("somebody who left the site"),
        "manager": person_name(manager),
        "is_mine": bool(manager and manager.pk == user.pk),
        "waits": waits(request),
        "url": reverse("requests:decide", args=[kind.code, request.pk]),
    }


def name_of(person):
    """Who asked, by name, else by address: people outside have chosen no user name."""
    return (person.get_full_name() or person.email or person_name(person)) if person else ""


def waits(request):
    days = (today() - day_of(request.submitted_at)).days
    return (
        _("since today") if days <= 0 else ngettext("for %(count)s day", "for %(count)s days", days) % {"count": days}
    )


def dossier_of(record):
    return reverse(record.snippet_viewset.get_url_name("inspect"), args=[record.pk]) if record else ""


def public_pages(organisation):
    """Where readers see what there is now: [(language, name, address)]."""
    pages = organisation.pages_by_language() if organisation and organisation.is_shown else {}
    live = {code: page for code, page in pages.items() if page.live}
    return [(code, language_name(code), address_of(page.url_path)) for code, page in live.items()]


def earlier_rows(kind, request):
    """What was decided before: what, when, by whom, why."""
    return [
        {
            "state": row.get_state_display(),
            "decided_at": row.decided_at,
            "by": name_of(row.decided_by),
            "reason": row.reason,
            "lang": row.language,
        }
        for row in earlier(kind, request)
    ]
