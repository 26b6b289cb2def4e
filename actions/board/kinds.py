"""The kinds of things that are sent in, and what each is about."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from actions.models import Measurement, Response, StatusReport, Target


@dataclass(frozen=True)
class Kind:
    """One kind: its model, the field that names what it is about, and what its screens read besides."""

    model: type
    about: str
    related: tuple
    prefetched: tuple = ("translations",)

    @property
    def code(self):
        return self.model._meta.model_name

    @property
    def label(self):
        return self.model._meta.verbose_name

    def objects(self):
        """Those of this kind with all that a screen shows of them."""
        people = ("submitted_by", "contact", "on_behalf_of__government")
        return self.model.objects.select_related(*self.related, *people).prefetch_related(*self.prefetched)


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            StatusReport,
            "commitment",
            ("commitment__organisation", "commitment__action"),
            ("translations", "evidence", "milestones_reached__milestone"),
        ),
        Kind(Target, "indicator", ("indicator__action",)),
        Kind(Measurement, "indicator", ("indicator__action",)),
        Kind(Response, "recommendation", ("recommendation__source",)),
    )
}


def kind_of(submission):
    return KINDS[submission._meta.model_name]


def key_of(submission):
    """What a form calls it: “statusreport-12”."""
    return f"{submission._meta.model_name}-{submission.pk}"


def about(submission):
    """The commitment, indicator or recommendation that it is about."""
    return getattr(submission, kind_of(submission).about)


def dossier_of(record):
    """The address of its dossier; empty where its kind has no screens."""
    viewset = getattr(record, "snippet_viewset", None)
    try:
        return reverse(viewset.get_url_name("inspect"), args=[record.pk]) if viewset else ""
    except NoReverseMatch:
        return ""
