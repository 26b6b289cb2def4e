from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from core.languages import localized_names


class Licence(models.TextChoices):
    OWN = "own", _("Own work, all rights reserved")
    CC0 = "CC0-1.0", "CC0 1.0"
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    PERMISSION = "permission", _("Used with permission")


class Source(models.Model):
    """Where a file comes from and on which terms it may be shown."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it."))
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.OWN)

    class Meta:
        abstract = True


class SiteImage(Source, AbstractImage):
    """A picture with a text for those who do not see it, in every language."""

    alt_text = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, in one sentence, for those who do not see it."),
    )

    admin_form_fields = (
        *(name for name in WagtailImage.admin_form_fields if name != "description"),
        *localized_names("alt_text"),
        "credit",
        "licence",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def __str__(self):
        return self.title

    @property
    def default_alt_text(self):
        return self.alt_text or ""


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


def document_languages():
    return settings.LANGUAGES


class SiteDocument(Source, AbstractDocument):
    """A file to download; a private one (by its collection) is served only to those who may see it."""

    language = models.CharField(
        _("language"),
        max_length=10,
        choices=document_languages,
        blank=True,
        help_text=_("The language of the document; leave empty when it holds every language."),
    )

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language", "credit", "licence")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def __str__(self):
        return self.title
