from datetime import timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, ModelChoiceFilter, MultipleChoiceFilter
from django_filters.fields import ModelChoiceField
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet

from core.checks import page_types
from core.dates import today

from .models import LanguageException, Pair
from .overview import languages
from .querysets import pages_with_state, pairs_where, section_pages
from .states import State

SOON = timedelta(days=14)
"""How long before its last day from which an exception is about to end."""


class PersonField(ModelChoiceField):
    def label_from_instance(self, person):
        return person.get_full_name() or person.get_username()


class PersonFilter(ModelChoiceFilter):
    field_class = PersonField


def people_asked(request):
    people = get_user_model().objects.filter(assignments__isnull=False).distinct()
    return people.order_by("first_name", "last_name", "username")


def types_of_pages(request):
    kinds = ContentType.objects.get_for_models(*page_types()).values()
    return ContentType.objects.filter(pk__in=[kind.pk for kind in kinds]).order_by("model")


def sections():
    """[(translation key, title)] of the pages right under the home page, in the order of the tree."""
    found = {}
    for page in section_pages():
        found.setdefault(str(page.translation_key), page.get_admin_display_title())
    return list(found.items())


class TolerantFilterSet(WagtailFilterSet):
    """A value that does not exist is passed over; the others still count."""

    def is_valid(self):
        super().is_valid()
        return True

    def chosen(self, name):
        return self.form.cleaned_data.get(name) or None


class PairFilterSet(TolerantFilterSet):
    """Pairs of which one page is all that is asked."""

    state = MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    language = ChoiceFilter(
        label=gettext_lazy("Language"), choices=languages, empty_label=gettext_lazy("All"), widget=forms.RadioSelect
    )
    section = ChoiceFilter(
        label=gettext_lazy("Section"), choices=sections, empty_label=gettext_lazy("All"), widget=forms.RadioSelect
    )
    type = ContentTypeFilter(
        label=gettext_lazy("Page type"),
        queryset=types_of_pages,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    person = PersonFilter(
        label=gettext_lazy("Asked of"),
        queryset=people_asked,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    overdue = ChoiceFilter(
        label=gettext_lazy("Request"),
        choices=[("yes", gettext_lazy("Overdue"))],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Pair
        fields = []

    def filter_queryset(self, pairs):
        """The state “no counterpart” finds what lacks a language, and with a language what lacks that one."""
        states, language = set(self.chosen("state") or ()), self.chosen("language")
        pages = self._pages()
        in_language = pages.filter(locale__language_code=language) if language else pages
        wanted = states - {State.MISSING}
        found = in_language.filter(state__in=wanted) if wanted else in_language
        if State.MISSING not in states:
            return pairs_where(pairs, found) if self._asks_anything() else pairs
        lacking = pairs_where(pairs, pages, lacks=language or "")
        if not wanted:
            return lacking
        keys = [some.order_by().values("translation_key") for some in (lacking, pairs_where(pairs, found))]
        return pairs.filter(Q(translation_key__in=keys[0]) | Q(translation_key__in=keys[1]))

    def _asks_anything(self):
        return any(self.chosen(name) for name in self.filters)

    def _pages(self):
        pages = pages_with_state()
        if kind := self.chosen("type"):
            pages = pages.filter(content_type=kind)
        if person := self.chosen("person"):
            pages = pages.filter(assignment__person=person)
        if self.chosen("overdue"):
            pages = pages.filter(assignment__due_on__lt=today())
        if section := self.chosen("section"):
            paths = section_pages().filter(translation_key=section).values_list("path", flat=True)
            pages = pages.filter(Q(*(Q(path__startswith=path) for path in paths), _connector=Q.OR))
        return pages


class ExceptionFilterSet(TolerantFilterSet):
    status = ChoiceFilter(
        label=gettext_lazy("Exceptions"),
        choices=[
            ("active", gettext_lazy("In force")),
            ("soon", gettext_lazy("About to end")),
            ("over", gettext_lazy("Ended")),
        ],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = LanguageException
        fields = []

    def filter_queryset(self, exceptions):
        status = self.chosen("status")
        if status == "over":
            return exceptions.exclude(pk__in=LanguageException.objects.active())
        if status == "soon":
            return exceptions.active().filter(until__lte=today() + SOON)
        return exceptions.active() if status == "active" else exceptions
