"""Work-around for Wagtail 8.0: its page editor has no hook for a side panel of somebody else's.

A side panel is a component in the list that EditView.get_side_panels returns; this adds ours to it. The test beside
this fails the day that Wagtail offers a hook, or builds the list in another way.
"""

from functools import wraps

from django.forms import Media
from django.forms.widgets import Script
from django.middleware.csrf import get_token
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.edit import EditView

from core.models import BasePage

from .beside import Beside


class OtherLanguagePanel(BaseSidePanel):
    """The counterpart's text next to the form."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle the other language")
        icon_name = "globe"

        def get_context_data(self, parent_context):
            return super().get_context_data(parent_context) | {"count": len(self.panel.beside.difference.changes)}

    name = "other-language"
    title = _("Other language")
    template_name = "editorial/panel.html"

    @cached_property
    def beside(self):
        return Beside(self.object, self.request.user)

    def get_context_data(self, parent_context):
        # A component renders without the request's own context, and its forms need the token.
        return super().get_context_data(parent_context) | {
            "beside": self.beside,
            "csrf_token": get_token(self.request),
        }

    @property
    def media(self):
        return Media(
            css={"all": ["editorial/css/panel.css"]}, js=[Script("editorial/js/other-language.js", type="module")]
        )


def with_other_language(get_side_panels):
    """EditView.get_side_panels with our panel after the first; it stays as it is while autosave renews the others."""

    @wraps(get_side_panels)
    def wrapper(view):
        panels = list(get_side_panels(view))
        if isinstance(view.page, BasePage) and not view.expects_json_response:
            panels.insert(1, OtherLanguagePanel(view.page, view.request))
        return MediaContainer(panels)

    return wrapper


def apply():
    if not hasattr(EditView.get_side_panels, "__wrapped__"):
        EditView.get_side_panels = with_other_language(EditView.get_side_panels)
