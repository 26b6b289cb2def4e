"""The sentence of a snapshot: that of a plan's page, as it was on a day."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actions.sentences import actions, commitments, sentence_of


def sentence_of_then(progress, action_count, day):
    """What a snapshot of a plan says first: the counts at the end of that day."""
    day = date_format(day, "DATE_FORMAT")
    if progress.is_published:
        opening = _("As of {day}, this plan counts {total}: {figures}.")
        return sentence_of(progress, opening.replace("{day}", day))
    return _("As of {day}, this plan counts {actions} and {commitments}. No status had been published.").format(
        day=day, actions=actions(action_count), commitments=commitments(progress.total)
    )
