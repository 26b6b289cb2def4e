"""What can be searched among the actions: their names in every language, without case and accents."""

from array import array
from itertools import accumulate

from actions.models.actions import Action
from core.folding import folded
from core.kept import kept
from core.languages import localized_names
from core.querysets import words_of
from partners.directory.words import Words

from .table import action_table


def found(text):
    """The actions whose names hold every word of `text`, in any language, as bits."""
    words, fitting = kept("action-words", _read), action_table().everything
    for word in words_of(text):
        fitting &= words.holding(folded(word))
    return fitting


def _read():
    names = Action.objects.public().order_by().values_list("pk", *localized_names("name"))
    words = {key: folded(" ".join(filter(None, texts))) for key, *texts in names}
    lines = [words.get(key, "") for key in action_table().keys]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))[: len(lines)]
    return Words("\n".join(lines), array("l", starts))
