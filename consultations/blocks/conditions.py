"""When a question is asked: after which answers to earlier ones."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, FloatBlock, StructBlock

ANSWERED, ONE_OF, NONE_OF, AT_LEAST, AT_MOST = "answered", "one_of", "none_of", "at_least", "at_most"
TESTS = [
    (ANSWERED, _("is answered")),
    (ONE_OF, _("is one of these options")),
    (NONE_OF, _("is none of these options")),
    (AT_LEAST, _("is at least")),
    (AT_MOST, _("is at most")),
]


class ConditionBlock(StructBlock):
    question = CharBlock(
        label=_("Code of an earlier question"), max_length=20, help_text=_("As it stands in that question.")
    )
    test = ChoiceBlock(label=_("Its answer"), choices=TESTS, default=ONE_OF)
    options = CharBlock(
        label=_("Options"),
        required=False,
        max_length=100,
        help_text=_("Their numbers in the list, for example 1, 3."),
    )
    value = FloatBlock(label=_("Value"), required=False, help_text=_("For a scale or a number."))

    class Meta:
        icon = "view"
        label = _("Condition")
