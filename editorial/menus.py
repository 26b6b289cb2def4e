"""Where the editorial work stands in the administration: its lists under “Reports”, what waits on the front."""

from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Table

from core import slots
from core.languages import active_language

from .report_views import waiting_columns, waiting_rows
from .waiting import waiting_for

ON_THE_FRONT = 5


@hooks.register("register_reports_menu_item")
def waiting_menu_item():
    return MenuItem(_("What waits for me"), reverse("editorial:waiting"), name="waiting", icon_name="tasks", order=10)


@hooks.register("register_reports_menu_item")
def pairs_menu_item():
    return MenuItem(_("Two languages"), reverse("editorial:pairs"), name="pairs", icon_name="globe", order=20)


@hooks.register("register_reports_menu_item")
def exceptions_menu_item():
    return MenuItem(_("Exceptions"), reverse("editorial:exceptions"), name="exceptions", icon_name="warning", order=30)


class WaitingPanel(Component):
    """The first of what waits for who looks; nothing where nothing waits."""

    name = "waiting"
    order = 120
    template_name = "editorial/waiting_panel.html"

    class Media:
        css = {"all": ["editorial/css/overview.css"]}

    def __init__(self, user):
        self.user = user

    @cached_property
    def waiting(self):
        return waiting_for(self.user)

    def get_context_data(self, parent_context):
        rows = waiting_rows(self.waiting[:ON_THE_FRONT], self.user)
        more = self.waiting.count() - len(rows) if len(rows) == ON_THE_FRONT else 0
        table = Table(waiting_columns(), rows, classname="listing overview")
        from_above = slots.render("editorial:waiting", record=self.user, language=active_language())
        url = reverse("editorial:waiting")
        return {"rows": rows, "table": table, "more": more, "url": url, "from_above": from_above}

    def render_html(self, parent_context=None):
        context = self.get_context_data(parent_context)
        return get_template(self.template_name).render(context) if context["rows"] or context["from_above"] else ""


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    panels.append(WaitingPanel(request.user))
