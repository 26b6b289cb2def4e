from django import template

from core import slots

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context, place, record):
    """What upper apps show at that place of this record's page."""
    return slots.render(place, record=record, language=context["language"], request=context.get("request"))
