"""A picture has words for those who do not see it, unless it tells nothing (WCAG 1.1.1)."""

from django.utils.translation import gettext as _

from .names import name_of_language
from .problems import ERROR, problem


def problems(subject):
    for part, key in subject.pictures:
        picture = subject.picture(key)
        if picture is None or part.beside.get("decorative") is True:
            continue
        title, alt_text = picture
        if alt_text.strip():
            continue
        if "decorative" in part.beside:
            message = _(
                "This picture has no alternative text in %(language)s. "
                "Write it with the picture itself, or tick “decorative”."
            )
        else:
            message = _("This picture has no alternative text in %(language)s. Write it with the picture itself.")
        words = message % {"language": name_of_language(subject.language)}
        yield problem(ERROR, "alt-text-missing", part, words, title, picture=key)
