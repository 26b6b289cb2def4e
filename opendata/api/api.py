"""The API: every resource at its address, and problems in one form."""

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import ValidationError

from .problems import Unfit, faults_in, problem, unfit
from .resource import mount
from .resources import RESOURCES, changes, codes, index

ABOUT = """What governments and partners promised, and how far it is. Everything is for reading only, for everybody
and without a key, and holds only what is public. Texts come in every language of the site at once; codes and
identifiers never change. An answer is true for the day in its “meta”; ask again with its ETag in If-None-Match, and
nothing is sent while nothing changed. A parameter that there is not, or a value that it cannot have, is answered with
a problem that names it. New fields, parameters and resources may come within this version; nothing goes away or
changes its meaning."""

# Ninja's screen for the description loads scripts of others; the description itself is served by .described.
api = NinjaAPI(
    title="Partnership platform: open data", version="1", description=ABOUT, urls_namespace="api", docs_url=None,
    openapi_url=None,
)  # fmt: skip


@api.exception_handler(ValidationError)
def _not_valid(request, error):
    return unfit(list(faults_in(error.errors)))


@api.exception_handler(Unfit)
def _unfit(request, error):
    return unfit(list(error.faults))


@api.exception_handler(Http404)
def _nothing(request, error):
    return problem(404, "There is nothing at this address, or it is not for everybody.")


for resource in RESOURCES:
    mount(api, resource)
for others in (codes, changes, index):
    others.mount(api)
