"""How each kind of question is filled in. What is shown is what was typed, whatever its shape and however wrong."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.kinds import Stance
from consultations.typed import OTHER, chosen, is_empty

from .sentences import words_in


def part(value, name):
    """A text inside a value of several; empty where there is none."""
    found = value.get(name) if isinstance(value, dict) else ""
    return found if isinstance(found, str) else ""


class Group(forms.Widget):
    """Several inputs under one question, as a fieldset; `item` is what is asked, `language` the reader's."""

    use_fieldset = True
    first = "_0"
    """What its first input has behind the identifier of the field: where an error leads to."""

    def __init__(self, item, language):
        super().__init__()
        self.item, self.language = item, language

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        return context | {"invalid": "aria-invalid" in context["widget"]["attrs"], **self.parts(name, value)}

    def parts(self, name, value):
        """What its template shows."""
        raise NotImplementedError

    def lines(self, options, name, picked):
        """An input per option: its number, value, words and whether it is picked."""
        return [
            {"value": option.uid, "text": words_in(option.text, self.language), "is_picked": option.uid in picked}
            for option in options
        ]


class Choices(Group):
    """Radios or boxes under each other, with “other” and its text where the question has that."""

    template_name = "consultations/fields/choices.html"

    def __init__(self, item, language, input_type):
        super().__init__(item, language)
        self.input_type = input_type

    def parts(self, name, value):
        picked = chosen(value)
        lines = self.lines(self.item.options, name, picked)
        if self.item.other:
            lines.append({"value": OTHER, "text": _("Other"), "is_picked": OTHER in picked})
        if self.input_type == "radio" and not self.item.required and picked:
            lines.append({"value": "", "text": _("No answer"), "is_picked": False})
        return {
            "input_type": self.input_type,
            "lines": lines,
            "has_other": self.item.other,
            "other": part(value, "other"),
        }


class Points(Group):
    """The points of a scale in a row that wraps, with words at its ends."""

    template_name = "consultations/fields/points.html"

    def parts(self, name, value):
        picked = value.strip() if isinstance(value, str) else ""
        words = {
            str(self.item.first): words_in(self.item.low, self.language),
            str(self.item.last): words_in(self.item.high, self.language),
        }
        points = [
            {"value": point, "text": point, "words": words.get(point, ""), "is_picked": point == picked}
            for point in self.item.points
        ]
        if picked and not self.item.required:
            points.append({"value": "", "text": "–", "words": _("No answer"), "is_picked": False})
        return {"lines": points}


class Places(Group):
    """A ranking: the number of its place beside each line."""

    template_name = "consultations/fields/places.html"

    def parts(self, name, value):
        lines = self.lines(self.item.options, name, ())
        return {"lines": [line | {"place": part(value, line["value"])} for line in lines]}


class Table(Group):
    """A choice per row: fieldsets under each other, which stand as a table where there is room."""

    template_name = "consultations/fields/table.html"
    first = "_0_0"

    def parts(self, name, value):
        has_none = not self.item.required and not is_empty(value or "")
        none = [{"value": "", "text": _("No answer"), "is_picked": False}] if has_none else []
        rows = [
            {
                "uid": row.uid,
                "text": words_in(row.text, self.language),
                "lines": self.lines(self.item.options, name, {part(value, row.uid)}) + none,
            }
            for row in self.item.rows
        ]
        heads = [words_in(option.text, self.language) for option in self.item.options]
        return {"rows": rows, "heads": heads + [line["text"] for line in none]}


class Opinion(Group):
    """What somebody thinks of a clause: its text, a stance and a comment."""

    template_name = "consultations/fields/opinion.html"
    first = "_text"

    def parts(self, name, value):
        stance = part(value, "stance")
        stances = [("", _("No opinion")), *Stance.choices]
        return {
            "text": words_in(self.item.text, self.language),
            "number": self.item.number,
            "lines": [{"value": key, "text": text, "is_picked": key == stance} for key, text in stances],
            "comment": part(value, "text"),
            "is_begun": not is_empty(value or ""),
        }


class Documents(Group):
    """The documents that were added to a question, and the field to add one."""

    template_name = "consultations/fields/documents.html"
    own_templates = ("consultations/files/field.html", "consultations/fields/document.html")
    use_fieldset = False
    first = ""

    def __init__(self, item, language, files=()):
        super().__init__(item, language)
        self.files = files

    def parts(self, name, value):
        return {"templates": self.own_templates, "item": self.item, "key": name, "files": self.files}


class Amount(forms.TextInput):
    """A number with its unit behind it; a keyboard of digits, where no minus is needed."""

    template_name = "consultations/fields/amount.html"

    def __init__(self, item, language):
        keys = "decimal" if item.decimals else "numeric"
        super().__init__({"inputmode": keys} if item.least and not item.least.startswith("-") else {})
        self.unit = words_in(item.unit, language)

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"unit": self.unit}


class Day(forms.DateInput):
    """A day; what the browser would not show in a field for days stays readable as text."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["type"] = "date" if is_empty(value or "") or is_day(value) else "text"
        return context

    def format_value(self, value):
        return value


def is_day(value):
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return len(value) == len("2026-12-31")
