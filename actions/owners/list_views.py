"""The commitments of one person, and one act for those in which nothing changed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.languages import active_language

from .access import personal
from .places import languages_here
from .rows import left_drafts, rows_of
from .sending import unchanged_send

MOST = 200


@personal
@require_http_methods(["GET", "HEAD"])
def commitments(request, contact):
    return _list(request, contact)


def _list(request, contact, errors=(), status=200):
    language = active_language()
    rows = rows_of(contact, language)
    context = {
        "page_title": _("Your commitments"),
        "contact": contact,
        "organisation": contact.organisation.name_in(language),
        "rows": rows,
        "left": list(left_drafts(contact)),
        "may_confirm": any(row.may_confirm for row in rows),
        "errors": errors,
        "languages": languages_here(request),
        "breadcrumbs": [],
    }
    return render(request, "actions/owners/list.html", context, status=status)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, contact):
    """GET shows what will be said of which commitments; POST says it."""
    chosen = _chosen(request.POST if request.method == "POST" else request.GET)
    rows = [row for row in rows_of(contact, active_language()) if row.may_confirm and row.commitment.pk in chosen]
    if request.method == "POST":
        return _said(request, unchanged_send(contact=contact, chosen=chosen, language=active_language()))
    if not rows:
        return _list(request, contact, errors=[(_("Choose the commitments in which nothing changed."), "commitments")])
    context = {
        "page_title": _("Nothing changed?"),
        "contact": contact,
        "rows": rows,
        "languages": languages_here(request, c=[row.commitment.pk for row in rows]),
        "breadcrumbs": [],
    }
    return render(request, "actions/owners/confirm.html", context)


def _said(request, reports):
    if reports:
        text = ngettext(
            "You reported that nothing changed in {counter} commitment. Your coordinator looks at it.",
            "You reported that nothing changed in {counter} commitments. Your coordinator looks at them.",
            len(reports),
        )
        messages.success(request, text.format(counter=len(reports)))
    else:
        messages.info(request, _("Nothing was sent: of these commitments a report was sent already."))
    return redirect("owners:list")


def _chosen(query):
    return {int(pk) for pk in query.getlist("c")[:MOST] if pk.isascii() and pk.isdecimal() and len(pk) < 10}
