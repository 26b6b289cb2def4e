from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.languages import active_language, language_codes
from core.listing import ForgivingChoiceField
from core.places import LanguageLink

from .components import components
from .purposes import GROUPS
from .samples import samples_in

NOTHING_ELSE = {name: [NONE] for name in ("frame-src", "object-src")}
PUBLIC_POLICY = (
    settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | NOTHING_ELSE | {"script-src": [SELF], "connect-src": [SELF]}
)
"""Of the public pages with the search field: scripts of this site, and nothing inline."""


class GalleryForm(forms.Form):
    """Reads which language the gallery speaks; the reader's own unless told."""

    language = ForgivingChoiceField(label=_("Language"), required=False, choices=[(c, c) for c in language_codes()])


@csp_replace(PUBLIC_POLICY)
def gallery(request):
    """Every component with what the database holds, under the rules of the public site."""
    form = GalleryForm(request.GET)
    form.is_valid()
    language = form.cleaned_data["language"] or active_language()
    with override(language):
        response = render(
            request,
            "core/gallery/gallery.html",
            {"groups": _groups(language), "languages": _languages(language), "language": language},
        )
    patch_cache_control(response, private=True, no_store=True)
    return response


def _groups(language):
    samples, known = samples_in(language), components()
    return [
        {
            "title": title,
            "components": [
                {"name": name, "takes": known[name].takes, "purpose": purpose, "samples": samples.get(name, [])}
                for name, purpose in purposes.items()
                if name in known
            ],
        }
        for title, purposes in GROUPS
    ]


def _languages(language):
    return [
        LanguageLink(code, str(name), f"?language={code}", code == language, True) for code, name in settings.LANGUAGES
    ]
