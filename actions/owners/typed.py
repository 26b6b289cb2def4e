"""What somebody typed in the form of a report: as it came in, and in words to copy from."""

from django.utils.translation import gettext_lazy as _

from actions.models import Milestone
from actions.models.statuses import Status
from core.languages import language_name

LABELS = {
    "status": _("Status"),
    "holds_on": _("Holds on"),
    "reason": _("Explanation"),
    "language": _("Language of your explanation"),
    "moves_to": _("New date"),
    "milestones": _("Milestones reached"),
    "evidence_url": _("Evidence: an address"),
    "evidence_for": _("Who may see the evidence"),
}
"""What a draft holds; a document is not kept in it."""

LONGEST = 10_000
MOST_MILESTONES = 100


def typed_in(post):
    """The fields of a draft from what was posted, unchecked but bounded: {name: text, or a list for milestones}."""
    texts = {name: _bounded(post.get(name, "")) for name in LABELS if name != "milestones"}
    return texts | {"milestones": [_bounded(pk) for pk in post.getlist("milestones")[:MOST_MILESTONES]]}


def typed_rows(post, commitment=None):
    """What was posted, in words: [(label, text)]."""
    return draft_rows(typed_in(post), commitment)


def draft_rows(data, commitment=None):
    """A draft in words: [(label, text)], without what is empty; milestones only of a commitment that is theirs."""
    rows = [(label, _words(name, data.get(name), commitment)) for name, label in LABELS.items()]
    return [(label, text) for label, text in rows if text]


def _bounded(text):
    return text.replace("\x00", "")[:LONGEST]


def _words(name, value, commitment):
    if name == "milestones":
        chosen = [int(pk) for pk in value or [] if pk.isdecimal() and len(pk) < 10]
        milestones = Milestone.objects.filter(pk__in=chosen, commitment=commitment) if commitment else []
        return ", ".join(str(milestone) for milestone in milestones)
    if name == "status":
        return str(dict(Status.choices).get(value, ""))
    if name == "language":
        return language_name(value)
    if name == "evidence_for":
        return ""  # means nothing without the evidence
    return value or ""
