"""A questionnaire and a draft text, as editors write them."""

from itertools import count

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import CharBlock, TextBlock

from . import questions
from .bilingual import BilingualBlock, long, short
from .checks import is_question, problems_in
from .cleaning import CheckedStreamBlock

TEXT, CHOICE, OTHER, STRUCTURE = _("Words"), _("Choices"), _("Other answers"), _("Structure")


class SectionBlock(BilingualBlock):
    """Begins a page of the questionnaire; the questions below it belong to it."""

    texts = (short("title", _("Title")), long("introduction", _("Introduction"), max_length=3000))

    class Meta:
        icon = "title"
        label = pgettext_lazy("questionnaire", "Section")


class StatementBlock(BilingualBlock):
    """A text between the questions; nothing is answered to it."""

    texts = (long("text", _("Text"), max_length=3000),)

    class Meta:
        icon = "info-circle"
        label = _("Statement")


class QuestionnaireBlock(CheckedStreamBlock):
    section = SectionBlock(group=STRUCTURE)
    statement = StatementBlock(group=STRUCTURE)
    single = questions.SingleBlock(group=CHOICE)
    multiple = questions.MultipleBlock(group=CHOICE)
    scale = questions.ScaleBlock(group=CHOICE)
    ranking = questions.RankingBlock(group=CHOICE)
    matrix = questions.MatrixBlock(group=CHOICE)
    short_text = questions.ShortTextBlock(group=TEXT)
    long_text = questions.LongTextBlock(group=TEXT)
    number = questions.NumberBlock(group=OTHER)
    date = questions.DateBlock(group=OTHER)
    email = questions.EmailBlock(group=OTHER)
    file = questions.FileBlock(group=OTHER)

    def problems_in(self, value):
        return problems_in(value)

    def clean(self, value):
        cleaned = super().clean(value)
        give_codes(cleaned)
        return cleaned

    class Meta:
        collapsed = True
        max_num = 150


def give_codes(stream):
    """Give each question without a code the next one that is free: q1, q2 ..."""
    values = [child.value for child in stream if is_question(child)]
    taken = {value["code"] for value in values}
    free = (code for code in map("q{}".format, count(1)) if code not in taken)
    for value in values:
        value["code"] = value["code"] or next(free)


class HeadingBlock(BilingualBlock):
    texts = (short("text", _("Heading")),)

    class Meta:
        icon = "title"
        label = _("Heading")


class ClauseBlock(BilingualBlock):
    texts = (("text", _("Text"), TextBlock, {"rows": 6, "max_length": 10_000}),)

    number = CharBlock(label=_("Clause number"), max_length=20, required=False, help_text=_("For example 3.2."))

    class Meta:
        icon = "bars"
        label = _("Clause")


class DraftTextBlock(CheckedStreamBlock):
    """A text that is put up for comment, clause by clause."""

    heading = HeadingBlock()
    clause = ClauseBlock()

    class Meta:
        collapsed = True
        max_num = 500
