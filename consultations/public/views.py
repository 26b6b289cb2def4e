"""The last day of a consultation, for a calendar; what changes in it is told by the feeds of `follow`."""

from datetime import UTC, timedelta

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vDatetime, vUri

from consultations.models import Consultation
from core.cards import pages_for
from core.languages import active_language
from core.places import address_of


def announced(code):
    """The consultation with that code, if everybody may see it. Raises Http404."""
    consultation = Consultation.objects.announced().filter(code=code).first()
    if consultation is None:
        raise Http404
    return consultation


def page_address(consultation, language):
    """The address of its page; empty where no page is live."""
    page = pages_for([consultation], language).get(consultation.pk)
    return (page and address_of(page.url_path)) or ""


@require_safe
def days(request, code):
    """The last day as an event of the whole day (RFC 5545)."""
    consultation, language = announced(code), active_language()
    address = page_address(consultation, language)
    event = Event()
    event.add("uid", f"{consultation.code}@{request.get_host()}")
    event.add("dtstamp", vDatetime(consultation.updated_at.astimezone(UTC).replace(microsecond=0)))
    event.add("dtstart", consultation.last_day)
    event.add("dtend", consultation.last_day + timedelta(days=1))
    event.add("summary", _("Last day: {name}").format(name=consultation.name_in(language)))
    if address:
        event.add("url", vUri(request.build_absolute_uri(address)))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Progress in the open//Consultations//EN")
    calendar.add_component(event)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{consultation.code}.ics"'
    return response
