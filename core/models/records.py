"""Facts live on records, words live on pages: see docs/where-does-a-text-live.md."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.coreutils import resolve_model_string
from wagtail.models import RevisionMixin
from wagtail.search import index

from core.languages import language_codes, localized_value
from core.querysets import RecordQuerySet

from .pages import BasePage


class Record(RevisionMixin, ClusterableModel):
    """One row whatever the languages; shown when it is public, archived instead of deleted."""

    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Shown to everybody, in lists, counts and downloads.")
    )
    shown_since = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(_("archived on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created on"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed on"), auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Notes when everybody could first see it, for who follows what is new."""
        if self.is_public and self.shown_since is None:
            self.shown_since = self._first_shown() or timezone.now()
            update_fields = update_fields and {*update_fields, "shown_since"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def _first_shown(self):
        """What an older version of it, from a revision, does not know."""
        rows = type(self)._base_manager.filter(pk=self.pk) if self.pk else []
        return next((row.shown_since for row in rows), None)

    @property
    def is_archived(self):
        return self.archived_at is not None

    @property
    def is_shown(self):
        """Whether everybody may see it: `public()` for one record."""
        return self.is_public and not self.is_archived


class NamedRecord(index.Indexed, Record):
    """A record with a name, a public code and, usually, a page in every language."""

    code = models.SlugField(
        _("code"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("The public identifier, which does not change afterwards. Leave empty to take it from the name."),
    )
    name = models.CharField(_("name"), max_length=200)
    fictional = models.BooleanField(
        _("fictional"), default=False, help_text=_("An invented example; readers are told so beside its name.")
    )

    search_fields = [
        index.SearchField("code"),
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("is_public"),
    ]

    class Meta(Record.Meta):
        abstract = True

    def __str__(self):
        return self.name or self.code

    def clean_fields(self, exclude=None):
        self.code = self.code or slugify(self.name or "")[:80]
        super().clean_fields(exclude=exclude)

    @classmethod
    def page_model(cls):
        """The page type that holds this record's words."""
        return cls._meta.get_field("pages").related_model

    def parents_of_pages(self):
        """Where this record's page belongs in each language: {language code: parent page}."""
        parent_model = resolve_model_string(self.page_model().parent_page_types[0])
        # The last one of a language wins: a live one before a draft, the first of the tree before others.
        parents = parent_model.objects.select_related("locale").order_by("live", "-path")
        return {parent.locale.language_code: parent for parent in parents}

    def pages_by_language(self):
        """The pages of this record, live or not: {language code: page}."""
        return {page.language: page for page in self.pages.select_related("locale")}

    def name_in(self, language):
        return localized_value(self, "name", language)


def one_page_per_language(model_name, record_name):
    """Database constraint: a record has one page in each language."""
    return [
        models.UniqueConstraint(fields=[record_name, "language"], name=f"{model_name}_one_per_language"),
    ]


class RecordPage(BasePage):
    """The words of one language about one record; made from the record's own screen."""

    record_name = ""

    language = models.CharField(max_length=10, editable=False)

    is_creatable = False

    class Meta:
        abstract = True

    @classmethod
    def record_panel(cls, record_name):
        return FieldPanel(record_name, read_only=True)

    @property
    def record(self):
        return getattr(self, self.record_name)

    @property
    def record_id(self):
        return getattr(self, f"{self.record_name}_id")

    @property
    def fictional(self):
        return bool(self.record_id and self.record.fictional)

    @property
    def is_shown(self):
        """A live page of a record that is not public, or archived, is for nobody."""
        return self.live and bool(self.record_id and self.record.is_shown)

    def route(self, request, path_components):
        if not self.is_shown:
            raise Http404
        return super().route(request, path_components)

    def full_clean(self, *args, **kwargs):
        self.language = self.locale.language_code
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if not self.record_id:
            raise ValidationError(
                _("This page is a copy and belongs to no record. Make the record first: it comes with its pages.")
            )

    def save(self, *args, **kwargs):
        self.language = self.locale.language_code
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"record": self.record, "language": self.language}

    @classmethod
    def hidden(cls):
        """The live pages of records that are not for everybody."""
        records = cls._meta.get_field(cls.record_name).related_model
        return cls.objects.live().exclude(**{f"{cls.record_name}__in": records.objects.public()})

    @classmethod
    def missing_languages(cls, record):
        taken = set(cls.objects.filter(**{cls.record_name: record}).values_list("language", flat=True))
        return [code for code in language_codes() if code not in taken]
