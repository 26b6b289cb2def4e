"""Hands out what programs have to know of the files: the dictionary, and the metadata of a CSV file."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import condition, require_safe

from core.dates import today
from core.kept import kept
from opendata.cors import readable_anywhere

from . import csvw, dictionary
from .origin import Origin, letterhead
from .views import etag, for_programs


@readable_anywhere
@require_safe
@condition(etag_func=etag)
def dictionary_json(request):
    site, found = request.build_absolute_uri("/").rstrip("/"), letterhead()
    head = {"date": today(), "licence": found.licence_line, "licence_address": found.licence_url}
    content = kept(f"open-data:dictionary:{site}", lambda: dictionary.as_json(site, head))
    return for_programs(JsonResponse(content, json_dumps_params={"ensure_ascii": False}))


@readable_anywhere
@require_safe
@condition(etag_func=etag)
def dictionary_csv(request):
    text = kept("open-data:dictionary-csv", dictionary.as_csv)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="dictionary-{today()}.csv"'
    return for_programs(response)


@readable_anywhere
@require_safe
@condition(etag_func=etag)
def metadata(request, dataset):
    content = csvw.metadata(dataset, Origin.of(dataset, request))
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Type"] = "application/csvm+json"
    return for_programs(response)
