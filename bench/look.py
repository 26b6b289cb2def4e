"""Looks at each page once, in a process of its own: its address, its queries, its size, and what a change costs.

`python -m bench.look home partners` prints them as JSON.
"""

import gzip
import json
import sys
import time
from urllib.parse import urlencode

import django
from django.conf import settings
from django.core.cache import cache

from .pages import WORDS


def look(names):
    """{name: {address, queries, raw, compressed, first_queries, first_ms}}; `first`: right after a change."""
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    known = addresses()
    return {name: _seen(client, known[name]()) for name in names}


def addresses():
    """{name of a subject: a function that gives its address}"""
    from django.db.models import Count
    from django.urls import reverse
    from django.utils.translation import override

    from actions.models import Action, ActionIndexPage, ActionPlan, ActionPlanPage
    from core.lists import address_of_list
    from core.places import address_of
    from partners.models import Organisation, PartnerIndexPage

    language = settings.LANGUAGE_CODE

    def page_of(record):
        return address_of(record.pages.get(language=language).url_path)

    def search(word):
        with override(language):
            return f"{reverse('search')}?{urlencode({'q': WORDS[word]})}"

    def largest_plan():
        plans = ActionPlan.objects.public().exclude(code__startswith="scale-")
        return plans.annotate(size=Count("actions__commitments")).order_by("-size", "pk").first()

    partners = address_of_list(PartnerIndexPage, language)
    return {
        "home": lambda: f"/{language}/",
        "partners": lambda: partners,
        "partners, narrowed": lambda: f"{partners}?kind=company&sort=newest",
        "actions": lambda: address_of_list(ActionIndexPage, language),
        "partner": lambda: page_of(Organisation.objects.filter(code__startswith="scale-").earliest("pk")),
        "action": lambda: page_of(Action.objects.filter(code__startswith="scale-").earliest("pk")),
        "plan": lambda: address_of(ActionPlanPage.objects.get(plan=largest_plan(), language=language).url_path),
        "search, rare word": lambda: search("rare"),
        "search, common word": lambda: search("common"),
        "search, word of every page": lambda: search("every"),
    }


def _seen(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)  # what is made once per process
    cache.clear()
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    first_ms = (time.perf_counter() - start) * 1000
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}.")
    return {
        "address": address,
        "queries": len(queries),
        "raw": len(response.content),
        "compressed": len(gzip.compress(response.content, 6)),
        "first_queries": len(first),
        "first_ms": first_ms,
    }


if __name__ == "__main__":
    django.setup()
    json.dump(look(sys.argv[1:]), sys.stdout)
