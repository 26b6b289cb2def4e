"""Brings the entries of some pages, commitments and recommendations up to date."""

from wagtail.models import Page

from core.shell import raise_content_version

from . import concerned
from .jobs import chunks, of_commitments, of_pages, of_recommendations
from .pages import page_types
from .shelf import replace


def refresh_pages(pks):
    """Of these pages, and of what stands below them: what everybody may see is indexed, the rest is taken out."""
    refresh(concerned.pages(list(pks)))


def refresh_commitments(pks):
    refresh(concerned.Concerned(commitments=pks))


def refresh(*found):
    """Of what is Concerned, each once."""
    pages = {key for one in found for rows in one.pages for key in _keys(rows)}
    commitments, recommendations = (
        {key for one in found for key in _keys(getattr(one, name))} for name in ("commitments", "recommendations")
    )
    jobs = [
        *(job for model, keys in _by_type(pages) for job in of_pages(model, keys)),
        *of_commitments(commitments),
        *of_recommendations(recommendations),
    ]
    if sum([replace(there, make) for there, make in jobs]):
        raise_content_version()  # what readers find is kept by it, and may have been read in between


def _keys(rows):
    return rows.order_by().values_list("pk", flat=True) if hasattr(rows, "order_by") else rows


def _by_type(pages):
    """(page type, keys)."""
    found = {}
    for chunk in chunks(pages):
        for page in Page.objects.filter(pk__in=chunk).only("content_type"):
            found.setdefault(page.cached_content_type.model_class(), []).append(page.pk)
    return [(model, found[model]) for model in page_types() if model in found]
