"""Parts of public pages that are rendered once, and kept until something public changes."""

from django import template

from core.kept import kept
from core.languages import active_language
from core.visible import is_for_everybody

register = template.Library()


@register.tag
def keep(parser, token):
    """`{% keep "facets" page.pk when listing.is_whole %}…{% endkeep %}`: a part that is kept, if the condition is met.

    Behind the name stands all that the part depends on besides the language. Nothing of a preview, or of a page that
    not everybody may see, is kept or shown from what was kept.
    """
    _tag, *words = token.split_contents()
    condition = words.pop() if words[-2:-1] == ["when"] and words.pop(-2) else "True"
    nodes = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeptNode(nodes, [parser.compile_filter(word) for word in words], parser.compile_filter(condition))


class KeptNode(template.Node):
    def __init__(self, nodelist, names, condition):
        self.nodelist, self.names, self.condition = nodelist, names, condition

    def render(self, context):
        is_public = is_for_everybody(context.get("request"), context.get("page"))
        if not is_public or not self.condition.resolve(context):
            return self.nodelist.render(context)
        name = ":".join(str(name.resolve(context)) for name in self.names)
        return kept(f"html:{active_language()}:{name}", lambda: self.nodelist.render(context))
