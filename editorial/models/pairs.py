from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models import BasePage

from .keeping import keep_revision


class PairManager(models.Manager):
    def of(self, page):
        """The pair of that page, made when it is not there yet."""
        together = getattr(page.specific_class, "language_policy", "") == BasePage.LanguagePolicy.TOGETHER
        return self.get_or_create(translation_key=page.translation_key, defaults={"together": together})[0]

    def locked(self, page):
        """The same, locked until the transaction ends: nobody else publishes either language meanwhile."""
        return self.select_for_update().get(pk=self.of(page).pk)


class Pair(models.Model):
    """The pages that are each other's translation; the row that is locked while one of them changes state."""

    translation_key = models.UUIDField(unique=True, editable=False)
    together = models.BooleanField(
        default=False, help_text=_("Whether its languages go live, and down, at the same moment.")
    )

    objects = PairManager()

    class Meta:
        verbose_name = _("language pair")
        verbose_name_plural = _("language pairs")

    def __str__(self):
        return str(self.translation_key)

    def pages(self):
        """Its pages as they are in the database now: {language code: specific page}."""
        pages = Page.objects.filter(translation_key=self.translation_key).select_related("locale").specific()
        return {page.locale.language_code: page for page in pages}


class Ready(models.Model):
    """This revision of the page is approved and waits for the other language."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="ready")
    revision = models.OneToOneField("wagtailcore.Revision", keep_revision, related_name="ready")
    digest = models.CharField(max_length=64, help_text=_("Of the revision as it was approved."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("approved by")
    )
    at = models.DateTimeField(_("approved on"))

    class Meta:
        verbose_name = _("approved revision")
        verbose_name_plural = _("approved revisions")

    def __str__(self):
        return str(self.page)


class Author(models.Model):
    """Who changed the words of a page since its last approved revision: nobody approves what they wrote."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="authors")
    revision = models.ForeignKey("wagtailcore.Revision", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [models.UniqueConstraint(fields=["revision", "user"], name="author_once_per_revision")]

    def __str__(self):
        return str(self.user)
