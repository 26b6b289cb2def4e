"""What editors do for the search: synonyms, promoted results, and the searches that found nothing."""

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.urls import path
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, DateColumn, TitleColumn
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.languages import active_language, language_codes, localized_names, localized_value
from core.visible import visible
from editorial.report_views import STYLE
from editorial.viewsets import TermViewSet, in_every_language

from .guidance.forms import PromotionForm, SynonymGroupForm
from .guidance.terms import lines
from .models import Promotion, SynonymGroup
from .reports import POLICY, MissesView

MOST_GIVEN = 100


class GuidanceIndexView(snippets.IndexView):
    """A list of which the first column leads to the form."""

    label = ""
    accessor = str

    @cached_property
    def columns(self):
        title = self._get_title_column_class(TitleColumn)
        first = title("title", label=self.label, accessor=type(self).accessor, get_url=self.get_edit_url)
        return [first, *super().columns]

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += STYLE
        return context


def in_one_line(group):
    """The terms of every language, those of the reader first."""
    first = active_language()
    codes = [first, *(code for code in language_codes() if code != first)]
    texts = [", ".join(lines(localized_value(group, "terms", code))) for code in codes]
    return " · ".join(text for text in texts if text)


class SynonymIndexView(GuidanceIndexView):
    label = _("Words that mean the same")
    accessor = in_one_line


class SynonymCreateView(snippets.CreateView):
    """An empty form, or one with the words of a search that found nothing: `?terms_fr=…`."""

    def get_initial(self):
        given = {name: self.request.GET.get(name, "") for name in localized_names("terms")}
        return super().get_initial() | {
            name: text.replace("\x00", " ")[:MOST_GIVEN] for name, text in given.items() if text
        }


class GuidanceViewSet(TermViewSet):
    terms_form_class = None

    def get_edit_handler(self):
        return ObjectList(self.panels, base_form_class=self.terms_form_class).bind_to_model(self.model)


class SynonymViewSet(GuidanceViewSet):
    model = SynonymGroup
    icon = "link"
    menu_label = _("Synonyms")
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    terms_form_class = SynonymGroupForm
    list_display = [DateColumn("changed_at", label=_("Changed on"))]
    search_fields = localized_names("terms")
    panels = [FieldRowPanel(in_every_language("terms"))]


def title_of(promotion):
    """In the reader's language, where the page can be seen in it."""
    return getattr(promotion, f"title_{active_language()}") or str(promotion.page)


class PromotionIndexView(GuidanceIndexView):
    label = _("Page that comes first")
    accessor = title_of


class SearchesColumn(BaseColumn):
    """The searches in one language, and whether its page can be seen."""

    cell_template_name = "search/admin/promoted.html"

    def __init__(self, code, name):
        super().__init__(code, label=capfirst(name))

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {
            "searches": lines(localized_value(instance, "searches", self.name)),
            "is_shown": getattr(instance, f"title_{self.name}") is not None,
        }


class PromotionViewSet(GuidanceViewSet):
    model = Promotion
    icon = "pick"
    menu_label = _("Promoted results")
    index_view_class = PromotionIndexView
    terms_form_class = PromotionForm
    list_display = [SearchesColumn(code, name) for code, name in settings.LANGUAGES]
    search_fields = [*localized_names("searches"), "page__title"]
    panels = ["page", FieldRowPanel(in_every_language("searches"))]

    def get_queryset(self, request):
        """With the title of the page in each language in which it can be seen."""
        versions = visible(Page.objects).filter(translation_key=OuterRef("page__translation_key")).order_by()
        titles = {
            f"title_{code}": Subquery(versions.filter(locale__language_code=code).values("title")[:1])
            for code in language_codes()
        }
        return Promotion.objects.select_related("page").annotate(**titles)


class MissesItem(MenuItem):
    def is_shown(self, request):
        return POLICY.user_has_permission(request.user, "view")


class MissesViewSet(ViewSet):
    name = "misses"
    icon = "warning"
    menu_label = _("Searches without result")
    menu_item_class = MissesItem

    def get_urlpatterns(self):
        return [
            path("", MissesView.as_view(), name="index"),
            path("results/", MissesView.as_view(results_only=True), name="index_results"),
        ]


class SearchGroup(SnippetViewSetGroup):
    menu_label = _("Site search")
    menu_icon = "glasses"
    menu_order = 260
    items = [SynonymViewSet, PromotionViewSet, MissesViewSet]
