"""The sheet that explains the others: what each column means and which codes it takes, in every language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actions.models import Action
from core.languages import language_codes, localized_value
from partners.models import Organisation

from .columns import per_language
from .rows import VOCABULARIES, code_of

RULES = [
    _("Row 1 of each sheet names the columns and row 2 explains them; leave both. The data begin in row 3."),
    _("Sheets and columns may be left out: what they hold then stays as it is."),
    _("An empty cell empties the value of a row that has a row number; in a row without one it says nothing."),
    _("Nothing is deleted by an import: what is missing from the file stays."),
    _("What is in a log stays. New rows of a log wait until a coordinator of the same government approves them."),
    _("A code, a row number and a first deadline never change."),
    _("Write values, no formulas, and merge no cells. Dates: 31/12/2026 or 2026-12-31. Numbers: 12,5 or 12.5."),
]


def explanation(sheets, *, is_public):
    """Lines of cells, the headings first: sheet, column, code, and in each language the name and the meaning."""
    yield [_("Sheet"), _("Column"), _("Code"), *labels_per_language(_("Name")), *labels_per_language(_("Meaning"))]
    if not is_public:
        for rule in RULES:
            yield ["", "", "", *[""] * len(language_codes()), *in_each_language(rule)]
    for form in sheets:
        yield [form.title, "", "", *in_each_language(form.label), *in_each_language(form.about)]
        for column in form.for_everybody() if is_public else form.columns:
            yield [form.title, column.name, "", *in_each_language(column.label), *in_each_language(meaning(column))]
            for code, label in column.kind.codes():
                yield [form.title, column.name, str(code), *in_each_language(label)]
    yield from vocabularies()
    yield from authorities(is_public)


def meaning(column):
    return _Joined(column.kind.words, column.about)


class _Joined:
    """Lazy words one after the other, put together in the language of the moment."""

    def __init__(self, *parts):
        self.parts = parts

    def __str__(self):
        return ". ".join(str(part).rstrip(".") for part in self.parts if part) + "."


def vocabularies():
    for name in VOCABULARIES:
        model = Action._meta.get_field(name).related_model
        for term in model.objects.all():
            yield ["Actions", name, code_of(term), *(localized_value(term, "name", code) for code in language_codes())]


def authorities(is_public):
    """The organisations that can promise something in a plan: those that belong to a government."""
    found = Organisation.objects.filter(government__isnull=False, archived_at__isnull=True)
    if is_public:
        found = found.public()
    for organisation in found.order_by("code"):
        names = [organisation.name_in(code) for code in language_codes()]
        yield ["Commitments", "organisation", organisation.code, *names]


def in_each_language(words):
    found = []
    for code in language_codes():
        with override(code):
            found.append(str(words))
    return found


def labels_per_language(words):
    return [label for _code, label in per_language(words)]
