"""The screens of the vocabularies and of the offices editors work for."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.models import Goal, GuidingPrinciple, Sector, Theme
from users.models import Government, Service

from .viewsets import TermViewSet, in_every_language


class ThemeViewSet(TermViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "code", "order"]
    panels = ["code", *in_every_language("name", "description"), "order"]


class SectorViewSet(TermViewSet):
    model = Sector
    icon = "tag"
    list_display = ["name", "code", "order"]
    panels = ["code", *in_every_language("name"), "order"]


class GoalViewSet(TermViewSet):
    model = Goal
    icon = "globe"
    list_display = ["name", "number"]
    panels = ["number", *in_every_language("name")]


class GuidingPrincipleViewSet(TermViewSet):
    model = GuidingPrinciple
    icon = "globe"
    list_display = ["name", "number", "pillar"]
    list_filter = ["pillar"]
    panels = ["number", "pillar", *in_every_language("name")]


class GovernmentViewSet(TermViewSet):
    model = Government
    icon = "site"
    list_display = ["name", "code", "fictional"]
    panels = ["code", *in_every_language("name"), "fictional", "order"]


class ServiceViewSet(TermViewSet):
    model = Service
    icon = "group"
    list_display = ["name", "government"]
    list_filter = ["government"]
    panels = ["code", *in_every_language("name"), "government"]


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Vocabularies")
    menu_icon = "list-ul"
    menu_order = 250
    items = [
        ThemeViewSet,
        SectorViewSet,
        GoalViewSet,
        GuidingPrincipleViewSet,
        GovernmentViewSet,
        ServiceViewSet,
    ]
