"""Hands out the dates of a plan, a theme or an organisation to calendars: what everybody may see, nothing else."""

from hashlib import sha256

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from actions.models import ActionPlan, Commitment, StatusReport
from core.dates import add_months, today
from core.kept import kept
from core.languages import language_codes, localized_value
from core.models import Theme
from partners.directory.sets import rows_of
from partners.models import Organisation

from .ics import calendar_of
from .index import date_index
from .lines import lines_of

CONTENT_TYPE = "text/calendar; charset=utf-8"
MONTHS_BACK = 12
KEPT = 300
"""Seconds for which a copy may be used without asking whether it is still right."""


@require_safe
def plan_calendar(request, code, language):
    return _answer(request, "plan", ActionPlan.objects.public(), code, language)


@require_safe
def theme_calendar(request, code, language):
    return _answer(request, "theme", Theme.objects.all(), code, language)


@require_safe
def organisation_calendar(request, code, language):
    return _answer(request, "organisation", Organisation.objects.public(), code, language)


def _answer(request, kind, records, code, language):
    record = records.filter(code=code).first() if language in language_codes() else None
    if record is None:
        raise Http404
    base = request.build_absolute_uri("/").rstrip("/")
    with override(language):
        body = kept(f"ics:{kind}:{code}:{language}:{base}", lambda: _body(kind, record, language, base))
    etag = quote_etag(sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(False, f"{code}.{language}.ics")
    response.headers["Content-Language"] = language
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=KEPT)
    return get_conditional_response(request, etag=etag, response=response)


def _body(kind, record, language, base):
    index = date_index()
    dates = _dates(kind, record, index) & index.since(add_months(today(), -MONTHS_BACK))
    lines = lines_of(index, rows_of(dates), language, _with_changes())
    name = _("Deadlines and milestones: {name}").format(name=localized_value(record, "name", language))
    return calendar_of(name, lines, language, lambda path: f"{base}{path}")


def _dates(kind, record, index):
    if kind != "organisation":
        return index.of(kind, record.code)
    ours = Commitment.objects.public().for_organisation(record)
    return index.of_commitments(ours.order_by().values_list("pk", flat=True))


def _with_changes():
    """Commitments with when the log last grew, and how often it set the date: a number that never falls."""
    approved = StatusReport.objects.approved().filter(commitment=OuterRef("pk")).order_by().values("commitment")
    sets_date = Q(moves_to__isnull=False) | Q(corrects__moves_to__isnull=False)
    set_anew = approved.filter(sets_date).annotate(number=Count("pk"))
    return Commitment.objects.annotate(
        reported_at=Subquery(approved.annotate(at=Max("decided_at")).values("at")),
        settings_of_date=Coalesce(Subquery(set_anew.values("number")), 0),
    )
