"""The kinds of question, as editors write them."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    ChoiceBlock,
    DecimalBlock,
    IntegerBlock,
    ListBlock,
    RegexBlock,
)

from consultations.kinds import QuestionKind

from .bilingual import BilingualBlock, long, short
from .conditions import ConditionBlock

ALL, ANY = "all", "any"


class OptionBlock(BilingualBlock):
    texts = (short("text", _("Option")),)

    class Meta:
        icon = "radio-empty"
        label = _("Option")


class ExclusiveOptionBlock(OptionBlock):
    exclusive = BooleanBlock(
        label=_("Exclusive"), required=False, help_text=_("Goes with no other option, for example “None of these”.")
    )


def options_of(block, label, **limits):
    """A list of options that begins with two empty ones."""
    empty = {name: child.get_default() for name, child in block.child_blocks.items()}
    return ListBlock(block, label=label, default=[empty, empty], min_num=2, **limits)


class RowBlock(BilingualBlock):
    texts = (short("text", _("Row")),)

    class Meta:
        icon = "bars"
        label = _("Row")


class QuestionBlock(BilingualBlock):
    """What every question has; `kind` says which kind a subclass is."""

    kind = ""
    asides = (
        (_("Help with the question"), ["help"]),
        (_("Settings"), ["code", "required", "publishable"]),
        (_("Sensitive"), ["sensitive", "purpose"]),
        (_("Shown only when"), ["match", "conditions"]),
    )
    texts = (
        short("text", _("Question"), max_length=500),
        long("help", _("Help with the question"), max_length=2000),
        short("purpose", _("Why a sensitive question is asked"), max_length=500),
    )

    code = RegexBlock(
        regex=r"^[a-z0-9][a-z0-9-]{0,19}$",
        label=_("Code"),
        required=False,
        help_text=_(
            "Short and used once, for example q12: conditions and downloads name the question by it. "
            "Leave it empty to be given one."
        ),
        error_messages={"invalid": _("Use small letters, digits and hyphens, at most 20.")},
    )
    required = BooleanBlock(label=_("Must be answered"), required=False)
    publishable = BooleanBlock(
        label=_("May be published"), required=False, default=True, help_text=_("As far as its sender agrees.")
    )
    sensitive = BooleanBlock(
        label=_("Sensitive"),
        required=False,
        help_text=_("About a person’s health, opinions, origin and the like: shown to few, never published."),
    )
    match = ChoiceBlock(
        label=_("Shown when"), choices=[(ALL, _("all conditions hold")), (ANY, _("one condition holds"))], default=ALL
    )
    conditions = ListBlock(ConditionBlock(), label=_("Conditions"), default=[], required=False)


def with_settings(*names):
    """The folded parts of every question, with what a kind adds to its settings."""
    return tuple(
        (heading, [*fields, *names] if "code" in fields else fields) for heading, fields in QuestionBlock.asides
    )


class ShortTextBlock(QuestionBlock):
    kind = QuestionKind.SHORT_TEXT
    asides = with_settings("longest")

    longest = IntegerBlock(label=_("Longest answer, in signs"), default=200, min_value=1, max_value=1000)

    class Meta:
        icon = "minus"
        label = QuestionKind.SHORT_TEXT.label


class LongTextBlock(QuestionBlock):
    kind = QuestionKind.LONG_TEXT
    asides = with_settings("longest")

    longest = IntegerBlock(label=_("Longest answer, in signs"), default=4000, min_value=100, max_value=50_000)

    class Meta:
        icon = "pilcrow"
        label = QuestionKind.LONG_TEXT.label


class SingleBlock(QuestionBlock):
    kind = QuestionKind.SINGLE

    options = options_of(OptionBlock(), _("Options"), max_num=60)
    other = BooleanBlock(label=_("With “other”, to fill in"), required=False)

    class Meta:
        icon = "radio-full"
        label = QuestionKind.SINGLE.label


class MultipleBlock(QuestionBlock):
    kind = QuestionKind.MULTIPLE

    options = options_of(ExclusiveOptionBlock(), _("Options"), max_num=60)
    other = BooleanBlock(label=_("With “other”, to fill in"), required=False)
    at_most = IntegerBlock(label=_("At most so many"), required=False, min_value=1)

    class Meta:
        icon = "tick-inverse"
        label = QuestionKind.MULTIPLE.label


class ScaleBlock(QuestionBlock):
    kind = QuestionKind.SCALE
    texts = (
        *QuestionBlock.texts,
        short("low", _("Word at the low end"), max_length=80),
        short("high", _("Word at the high end"), max_length=80),
    )

    first = IntegerBlock(label=_("From"), default=1, min_value=0, max_value=1)
    last = IntegerBlock(label=_("To"), default=5, min_value=2, max_value=10)

    class Meta:
        icon = "order"
        label = QuestionKind.SCALE.label


class RankingBlock(QuestionBlock):
    kind = QuestionKind.RANKING

    options = options_of(OptionBlock(), _("Options"), max_num=15)

    class Meta:
        icon = "list-ol"
        label = QuestionKind.RANKING.label


class MatrixBlock(QuestionBlock):
    kind = QuestionKind.MATRIX

    rows = ListBlock(RowBlock(), label=_("Rows"), min_num=1, max_num=20)
    options = options_of(OptionBlock(), _("Columns"), max_num=7)

    class Meta:
        icon = "table"
        label = QuestionKind.MATRIX.label


class NumberBlock(QuestionBlock):
    kind = QuestionKind.NUMBER
    texts = (*QuestionBlock.texts, short("unit", _("Unit"), max_length=40))

    least = DecimalBlock(label=_("At least"), required=False, max_digits=18, decimal_places=6)
    most = DecimalBlock(label=_("At most"), required=False, max_digits=18, decimal_places=6)
    decimals = IntegerBlock(label=_("Decimals"), default=0, min_value=0, max_value=6)

    class Meta:
        icon = "plus"
        label = QuestionKind.NUMBER.label


class DateBlock(QuestionBlock):
    kind = QuestionKind.DATE

    class Meta:
        icon = "date"
        label = QuestionKind.DATE.label


class EmailBlock(QuestionBlock):
    kind = QuestionKind.EMAIL

    class Meta:
        icon = "mail"
        label = QuestionKind.EMAIL.label


class FileBlock(QuestionBlock):
    kind = QuestionKind.FILE

    at_most = IntegerBlock(label=_("At most so many documents"), default=1, min_value=1, max_value=5)

    class Meta:
        icon = "doc-full"
        label = QuestionKind.FILE.label
