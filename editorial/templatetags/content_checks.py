from django import template

from editorial.content_checks import problems_of

register = template.Library()


@register.inclusion_tag("editorial/problems.html")
def content_problems(page):
    """What to correct or reconsider on the page, as it was last saved."""
    is_checked = bool(page and page.pk and hasattr(page, "language_policy"))
    return {"problems": problems_of(page) if is_checked else [], "is_saved": is_checked}
