"""What stands on every page: the site's name, its contact block, its footer and its funders."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from core.languages import localized_names

telephone_validator = RegexValidator(
    r"^\+?[0-9 ()./-]{6,30}$", _("Write a telephone number with digits and spaces, for example +32 2 000 00 00.")
)


def per_language(*fields):
    return [FieldPanel(column) for field in fields for column in localized_names(field)]


@register_setting(icon="site", order=10)
class SiteSettings(ClusterableModel, BaseSiteSetting):
    """The letterhead of the site, in every language."""

    name = models.CharField(_("name of the site"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=250, blank=True)
    demonstration_notice = models.CharField(
        _("demonstration notice"),
        max_length=300,
        blank=True,
        help_text=_("Shown on top of every page while it is filled in. Leave empty on a real site."),
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[telephone_validator])
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("A general address, never a person's."))
    footer_text = models.TextField(_("footer text"), blank=True)
    licence_line = models.CharField(_("licence line"), max_length=250, blank=True)
    licence_url = models.URLField(
        _("address of the licence"),
        blank=True,
        help_text=_("The licence of the texts and the data, as programs know it."),
    )

    panels = [
        MultiFieldPanel(per_language("name", "tagline", "demonstration_notice"), heading=_("Site")),
        MultiFieldPanel(
            [
                *per_language("organisation", "street"),
                "postcode",
                *per_language("town"),
                "telephone",
                *per_language("email"),
            ],
            heading=_("Contact block"),
        ),
        MultiFieldPanel([*per_language("footer_text", "licence_line"), "licence_url"], heading=_("Footer")),
        InlinePanel("footer_links", heading=_("Pages in the footer"), label=_("Page")),
        InlinePanel("funders", heading=_("Funders"), label=_("Funder")),
    ]

    class Meta:
        verbose_name = _("site settings")


class Funder(Orderable):
    """Somebody who pays for the site, whose logo stands on every page."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="funders")
    name = models.CharField(_("name"), max_length=120)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "core.SiteImage", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )

    panels = [*per_language("name"), "website", "logo"]

    class Meta(Orderable.Meta):
        verbose_name = _("funder")
        verbose_name_plural = _("funders")

    def __str__(self):
        return self.name or ""


class FooterLink(Orderable):
    """A page that the footer names; chosen in one language, shown in each reader's own."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="footer_links")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = ["page"]

    class Meta(Orderable.Meta):
        verbose_name = _("page in the footer")
        verbose_name_plural = _("pages in the footer")

    def __str__(self):
        return str(self.page)
