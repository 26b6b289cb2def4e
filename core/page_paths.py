"""What a query of records says of their pages, in subqueries: where the page is, and since when."""

from django.db.models import Case, DateTimeField, IntegerField, OuterRef, Subquery, Value, When

from .places import address_of
from .visible import visible


def page_path(model, reference, language):
    """The path of the page of a record in that language, else in another one; `reference` leads to the record."""
    first = Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    return Subquery(_pages(model, reference).order_by(first, "language").values("url_path")[:1])


def published_at(model, reference):
    """When a page of a record was published first, in whichever language; null while none is there for everybody."""
    pages = _pages(model, reference).filter(first_published_at__isnull=False).order_by("first_published_at")
    return Subquery(pages.values("first_published_at")[:1], output_field=DateTimeField())


def address(path):
    """The address of what stands at that path; empty where there is none."""
    return (path and address_of(path)) or ""


def _pages(model, reference):
    return visible(model.objects.filter(**{model.record_name: OuterRef(reference)}))
