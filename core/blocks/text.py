"""Blocks that hold words."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, StructBlock, TextBlock

from .rich_text import PlainRichTextBlock


class HeadingBlock(StructBlock):
    text = CharBlock(label=_("Text"), max_length=150)
    level = ChoiceBlock(label=_("Level"), choices=[("h2", _("Heading")), ("h3", _("Subheading"))], default="h2")

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading between two parts of the page, or a subheading under it.")
        template = "core/blocks/heading.html"
        preview_value = {"text": _("The three pillars"), "level": "h2"}


class QuoteBlock(StructBlock):
    text = TextBlock(label=_("Quotation"))
    attribution = CharBlock(label=_("Who says it"), required=False)
    role = CharBlock(label=_("Role or organisation"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's own words, with name and role.")
        template = "core/blocks/quote.html"
        preview_value = {
            "text": _("Whoever makes a promise explains what became of it."),
            "attribution": _("A. Example"),
        }


class CalloutBlock(StructBlock):
    tone = ChoiceBlock(
        label=_("Tone"),
        choices=[("info", _("Information")), ("success", _("Good news")), ("warning", _("Take care"))],
        default="info",
    )
    title = CharBlock(label=_("Title"), required=False)
    text = PlainRichTextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A short message that stands out from the text around it.")
        template = "core/blocks/callout.html"
        preview_value = {"tone": "info", "title": _("Good to know"), "text": _("Each promise has an owner.")}


class AccordionItemBlock(StructBlock):
    title = CharBlock(label=_("Question or title"))
    content = PlainRichTextBlock(label=_("Text"))

    class Meta:
        icon = "list-ul"


class AccordionBlock(StructBlock):
    items = ListBlock(AccordionItemBlock(), label=_("Items"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Questions and answers that open one by one; they print opened.")
        template = "core/blocks/accordion.html"
        preview_value = {
            "items": [{"title": _("Who takes part?"), "content": _("Every organisation that makes a promise.")}]
        }


class PersonBlock(StructBlock):
    name = CharBlock(label=_("Name"))
    role = CharBlock(label=_("Role"), required=False)
    organisation = CharBlock(label=_("Organisation"), required=False)

    class Meta:
        icon = "user"


class PeopleBlock(StructBlock):
    title = CharBlock(label=_("Title"), required=False)
    people = ListBlock(PersonBlock(), label=_("People"))

    class Meta:
        icon = "group"
        label = _("People")
        description = _("Names with role and organisation; only people who agreed to be named.")
        template = "core/blocks/people.html"
        preview_value = {"title": _("The team"), "people": [{"name": _("A. Example"), "role": _("Coordination")}]}
