"""The facts of contributions for lists and downloads: nothing in them says who a person is."""

from django.db.models import F
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from consultations.models import Contribution

AT_ONCE = 1000
"""How many contributions a download reads at a time."""


def fact_headings():
    return {
        "reference": _("Reference"),
        "consultation": _("Consultation"),
        "version": _("Version"),
        "channel": _("Way in"),
        "received_on": _("Received on"),
        "respondent": _("Who answers"),
        "organisation": _("Organisation"),
        "enterprise_number": _("Enterprise number (KBO/BCE)"),
        "mandate": _("Mandate of the sender"),
        "publication": _("Publication"),
        "language": _("Language"),
        "state": _("State"),
        "lateness": _("On time"),
        "admitted": _("Admitted"),
        "counts": _("Counts in the results"),
        "sent_at": _("Sent at"),
        "edition": _("Times sent"),
    }


def facts_line(contribution):
    return {
        "reference": contribution.reference,
        "consultation": contribution.consultation.code,
        "version": contribution.version_number,
        "channel": contribution.get_channel_display(),
        "received_on": contribution.received_on or "",
        "respondent": contribution.get_respondent_display(),
        "organisation": contribution.organisation_name,
        "enterprise_number": contribution.enterprise_number,
        "mandate": contribution.get_mandate_display(),
        "publication": contribution.get_publication_display(),
        "language": contribution.get_language_display(),
        "state": contribution.get_state_display(),
        "lateness": contribution.get_lateness_display(),
        "admitted": _("Yes") if contribution.admitted_at else "",
        "counts": _("Yes") if counts(contribution) else _("No"),
        "sent_at": localtime(contribution.sent_at).replace(tzinfo=None),
        "edition": contribution.edition,
    }


def counts(contribution):
    """Whether the results count it: the same rule as ContributionQuerySet.counted."""
    is_late = contribution.lateness == Contribution.Lateness.LATE and not contribution.admitted_at
    return contribution.state == Contribution.State.SENT and not is_late


def in_batches(contributions):
    """Ever so many contributions in their order, read a thousand at a time: [[Contribution]]."""
    keys = list(contributions.values_list("pk", flat=True))
    rows = Contribution.objects.select_related("consultation").annotate(version_number=F("version__number"))
    for start in range(0, len(keys), AT_ONCE):
        some = rows.in_bulk(keys[start : start + AT_ONCE])
        yield [some[key] for key in keys[start : start + AT_ONCE] if key in some]
