"""What stands around the numbers: the caption, and how was counted."""

from django.utils.translation import gettext as _

from .axes import ORGANISATIONS


def caption_of(matrix):
    """What the matrix shows, in one sentence."""
    words = (
        _("Number of commitments by {rows} and {columns}")
        if matrix.counts_commitments
        else _("Number of actions by {rows} and {columns}")
    )
    return words.format(rows=_small(matrix.row_axis.label), columns=_small(matrix.column_axis.label))


def rules(matrix):
    """How the numbers were counted, for readers."""
    found = [
        _(
            "An action counts for every theme, goal and principle that it names or that a commitment in it names, and "
            "for every government, organisation, sector and group that promises something in it, alone or together "
            "with others."
        ),
        _("So one action may stand in several rows and columns, and totals are no sums: they count each action once."),
        _("Only what is public counts. An empty cell means that nothing was published, not that nothing is done."),
    ]
    if matrix.counts_commitments:
        found.append(
            _(
                "A commitment is about what its action is about, and about what it adds to that. Each number leads to "
                "the actions in which those commitments stand."
            )
        )
    if matrix.column_axis is ORGANISATIONS:
        found.append(_("Organisations without anything to count are left out; those with most come first."))
    return found


def _small(label):
    """With a small first letter, in the middle of a sentence; names such as “UN” keep theirs."""
    words = str(label)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
