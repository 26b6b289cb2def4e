"""To follow a consultation without leaving an address: a feed of its changes, and its days for a calendar."""

from datetime import timedelta

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.models import Consultation
from core.cards import pages_for
from core.languages import active_language, localized_value
from core.places import address_of

from .words import day_in_words


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


class ChangesFeed(Feed):
    """Versions of the questionnaire and extensions, newest first."""

    feed_type = Atom1Feed

    def get_object(self, request, code):
        return announced(code)

    def title(self, consultation):
        return consultation.name_in(active_language())

    def link(self, consultation):
        return page_address(consultation, active_language()) or "/"

    def items(self, consultation):
        entries = [(version.made_at, version, None) for version in consultation.versions.defer("document")]
        entries += [(extension.decided_at, None, extension) for extension in consultation.extensions.all()]
        return [(consultation, *entry) for entry in sorted(entries, key=lambda entry: entry[0], reverse=True)]

    def item_title(self, item):
        _consultation, _moment, version, extension = item
        if version:
            return f"{version.get_kind_display()} · {version.number}"
        return _("Extended until {day}").format(day=day_in_words(extension.closes_on))

    def item_description(self, item):
        _consultation, _moment, version, extension = item
        if version:
            return localized_value(version, "note", active_language())
        return localized_value(extension, "reason", active_language())

    def item_link(self, item):
        return self.link(item[0])

    def item_guid(self, item):
        _consultation, _moment, version, extension = item
        return f"{item[0].code}/{'version' if version else 'extension'}/{(version or extension).pk}"

    item_guid_is_permalink = False

    def item_updateddate(self, item):
        return item[1]


ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
"""RFC 5545, 3.3.11."""


@require_safe
def days(request, code):
    """The last day as an event of the whole day (RFC 5545)."""
    consultation, language = announced(code), active_language()
    last = consultation.last_day
    text = _("Last day: {name}").format(name=consultation.name_in(language))
    address = page_address(consultation, language)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//partnership-platform//consultations//EN",
        "BEGIN:VEVENT",
        f"UID:{consultation.code}@{request.get_host()}",
        f"DTSTAMP:{timezone.now():%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{last:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{text.translate(ESCAPED)}",
        *([f"URL:{request.build_absolute_uri(address)}"] if address else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    content = "".join(f"{line}\r\n" for whole in lines for line in folded(whole))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{consultation.code}.ics"'
    return response


def folded(line):
    """Lines of at most 75 octets, the next ones after a space (RFC 5545, 3.1)."""
    rest, parts = line, []
    while len(rest.encode()) > 74:
        cut = 74
        while len(rest[:cut].encode()) > 74:
            cut -= 1
        parts.append(rest[:cut])
        rest = f" {rest[cut:]}"
    return [*parts, rest]
