"""Texts of a questionnaire: written in every language, side by side."""

from django.conf import settings
from django.utils.text import format_lazy
from wagtail.blocks import BlockGroup, CharBlock, StructBlock, TextBlock

from core.languages import language_codes, localized_name

CLASS = "bilingual"


def in_every_language(name, label, block=CharBlock, **options):
    """Declarations of a block per language: [("text_nl", block), ("text_fr", block)]."""
    return [
        (
            localized_name(name, code),
            block(
                label=format_lazy("{} · {}", label, language),
                form_classname=f"{CLASS}__text",
                form_attrs={"lang": code},
                **options,
            ),
        )
        for code, language in settings.LANGUAGES
    ]


def texts_of(value, name):
    """The words of a block in every language: {language code: text}."""
    return {code: (value.get(localized_name(name, code)) or "").strip() for code in language_codes()}


class BilingualBlock(StructBlock):
    """A block whose texts are `texts`: (name, label, block class, options); they come before its other fields.

    No text is required while a draft is written: the opening refuses what is missing, in one list. `asides` are the
    parts of the form that are folded: (heading, [names of texts or fields]).
    """

    texts = ()
    asides = ()

    def __init__(self, local_blocks=None, **kwargs):
        declared = [
            declaration
            for name, label, block, options in self.texts
            for declaration in in_every_language(name, label, block, **({"required": False} | options))
        ]
        super().__init__([*declared, *(local_blocks or [])], **kwargs)

    def get_form_layout(self):
        """Texts, then what its kind adds, then what is folded."""
        columns = {name: [localized_name(name, code) for code in language_codes()] for name, *_rest in self.texts}
        folded = [
            BlockGroup(
                [column for name in names for column in columns.get(name, [name])],
                heading=heading,
                classname=f"{CLASS} collapsed",
                icon="cog",
            )
            for heading, names in self.asides
        ]
        aside = {name for _heading, names in self.asides for name in names}
        texts = [column for name in columns if name not in aside for column in columns[name]]
        known = {*texts, *(column for name in columns for column in columns[name])}
        return BlockGroup([*texts, *(name for name in self.child_blocks if name not in known | aside), *folded])

    class Meta:
        form_classname = f"struct-block {CLASS}"


def short(name, label, **options):
    return (name, label, CharBlock, {"max_length": 300} | options)


def long(name, label, **options):
    return (name, label, TextBlock, {"rows": 3} | options)
