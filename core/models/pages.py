from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from core.kept import kept
from core.places import breadcrumbs_and_languages


class BasePage(Page):
    """What every page has: an introduction, a way to appear in lists, and a language policy."""

    class LanguagePolicy(models.TextChoices):
        TOGETHER = "together", _("Every language at the same moment")
        INDEPENDENT = "independent", _("Each language on its own")

    language_policy = None
    """Set by every page type: whether its languages are published together."""

    select_with_page = ()
    """The relations that come with the page when it is served, to save queries."""

    revision_keepers = []
    """Functions of apps above that say whether a revision has to stay as it is."""

    introduction = models.TextField(
        _("introduction"),
        max_length=600,
        blank=True,
        help_text=_(
            "One to three sentences under the title. Lists show them too, unless they have a summary of their own."
        ),
    )
    listing_title = models.CharField(
        _("title in lists"), max_length=150, blank=True, help_text=_("Leave empty to use the title.")
    )
    listing_summary = models.CharField(
        _("summary in lists"), max_length=250, blank=True, help_text=_("Leave empty to use the introduction.")
    )
    listing_image = models.ForeignKey(
        "core.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture in lists"),
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction", boost=2),
        index.AutocompleteField("listing_title"),
    ]

    content_panels = [*Page.content_panels, "introduction"]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel(
            [FieldPanel("listing_title"), FieldPanel("listing_summary"), FieldPanel("listing_image")],
            heading=_("In lists"),
        ),
    ]

    class Meta:
        abstract = True

    record = None

    @property
    def card_title(self):
        return self.listing_title or self.title

    @property
    def card_summary(self):
        return self.listing_summary or self.introduction

    @property
    def is_shown(self):
        """Whether readers may see this page, restrictions aside."""
        return self.live

    @property
    def fictional(self):
        return False

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Autosave writes over its last revision, unless somebody decided on that one: then it makes a new one."""
        if overwrite_revision and any(keeps(overwrite_revision) for keeps in self.revision_keepers):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def get_context(self, request, *args, **kwargs):
        breadcrumbs, languages = self._way(request)
        return super().get_context(request, *args, **kwargs) | {"breadcrumbs": breadcrumbs, "languages": languages}

    def _way(self, request):
        from core.visible import is_for_everybody

        if not is_for_everybody(request, self):
            return breadcrumbs_and_languages(self, request)
        return kept(f"way:{self.pk}:{get_language()}", lambda: breadcrumbs_and_languages(self, request))

    def get_view_restrictions(self):
        """In one query, from the paths: the platform has no aliases, whose sources Wagtail looks up one by one."""
        own_and_above = [self.path[:length] for length in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=own_and_above)

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        response.headers["Content-Language"] = request.LANGUAGE_CODE
        return response
