"""The addresses of what stands below the pages of plans and actions, in the words of each language."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

GOVERNMENT = format_lazy("^{}(?P<code>[-\\w]+)/$", _("government/"))
ORGANISATION = format_lazy("^{}(?P<code>[-\\w]+)/$", _("organisation/"))
COVERAGE = format_lazy("^{}$", _("coverage/"))
COMPARISON = format_lazy("^{}$", _("comparison/"))
CALENDAR = format_lazy("^{}$", _("calendar/"))
COMMITMENT = r"^(?P<code>[-\w]+)/$"
