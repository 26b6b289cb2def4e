"""Hands out the data sets as files that everybody's programs may read, the same for every reader."""

from django.http import FileResponse, HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import condition, require_safe

from core.dates import today
from core.sheets.writing import CONTENT_TYPE as XLSX
from core.shell import content_version
from opendata.cors import readable_anywhere

from . import writing
from .forms import DayForm
from .origin import Origin
from .reading import Reading

KEPT = 300
"""Seconds for which a copy may be used without asking whether it is still right."""

FORMATS = {
    "csv": (writing.in_csv, "text/csv; charset=utf-8; header=present"),
    "xlsx": (writing.in_xlsx, XLSX),
    "json": (writing.in_json, "application/json"),
    "jsonld": (writing.in_json_ld, "application/ld+json"),
}


def etag(request, *args, **kwargs):
    """Changes with whatever is public, every day, and with the address: host, data set, format and day asked for."""
    return quote_etag(f"{content_version()}-{today():%Y%m%d}")


@readable_anywhere
@require_safe
@condition(etag_func=etag)
def download(request, dataset, kind):
    """A data set as a file, streamed; `?on=` asks for a past day."""
    form = DayForm(request.GET, is_dated=dataset.is_dated)
    if not form.is_valid():
        return HttpResponseBadRequest("\n".join(form.errors["on"]), content_type="text/plain; charset=utf-8")
    origin = Origin.of(dataset, request, form.cleaned_data["on"])
    make, content_type = FORMATS[kind]
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    elif kind == "xlsx":
        response = FileResponse(make(dataset, Reading(origin.as_of, origin.site), origin), content_type=content_type)
    else:
        made = make(dataset, Reading(origin.as_of, origin.site), origin)
        response = StreamingHttpResponse(made, content_type=content_type)
    name = f"{dataset.code}-{origin.as_of}.{kind}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    if kind == "csv":
        metadata = f"{origin.site}/data/{dataset.code}.csv-metadata.json"
        response.headers["Link"] = f'<{metadata}>; rel="describedby"; type="application/csvm+json"'
    return for_programs(response)


def for_programs(response):
    """For no search engine, and kept for some minutes."""
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=KEPT)
    return response
