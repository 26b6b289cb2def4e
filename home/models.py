from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import BasePage
from core.pictures import BODY, picture_of

from .front import front_page


class HomePage(BasePage):
    """The front page of one language."""

    language_policy = BasePage.LanguagePolicy.TOGETHER

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = [*BasePage.content_panels, "body"]

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "actions.PledgeIndexPage",
        "partners.PartnerIndexPage",
        "partners.GroupIndexPage",
        "actions.ActionPlanIndexPage",
        "actions.ActionIndexPage",
        "opendata.OpenDataPage",
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | front_page(request.LANGUAGE_CODE)


class StandardPage(BasePage):
    """A page of text: about, contact, privacy."""

    language_policy = BasePage.LanguagePolicy.TOGETHER

    picture = models.ForeignKey(
        "core.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture at the top"),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = [*BasePage.content_panels, "picture", "body"]
    select_with_page = ("picture",)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request, *args, **kwargs):
        children = self.get_children().live().public().order_by("path")
        changed = self.last_published_at and date_format(localtime(self.last_published_at), "DATE_FORMAT")
        return super().get_context(request, *args, **kwargs) | {
            "picture": picture_of(self.picture_id, BODY),
            "children": children,
            "margin": [{"label": _("Last changed"), "value": changed}] if changed else [],
        }
