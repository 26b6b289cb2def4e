from django import template

from core.space_menu import entries

register = template.Library()


@register.simple_tag(takes_context=True)
def space_menu(context):
    """The entries of the personal space: [{label, url, is_current}]."""
    path = context["request"].path
    rows = [{"label": entry.label, "url": entry.url} for entry in entries()]
    here = max((row["url"] for row in rows if path.startswith(row["url"])), key=len, default="")
    return [row | {"is_current": row["url"] == here} for row in rows]
