from django import template

from opendata.embedding.words import embed_code
from opendata.sharing.linked import linked_data, script_of

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_script(context, page, language):
    """The JSON-LD of a page with whole addresses."""
    return script_of(linked_data(page, language, context["request"].build_absolute_uri))


@register.simple_tag(takes_context=True)
def code_for_card(context, card, title):
    """The HTML with which another site shows a card."""
    return embed_code(context["request"].build_absolute_uri(card), title)
