"""What stands on a page of questions beside fields, for crispy forms."""

import json

from crispy_forms.utils import TEMPLATE_PACK, render_field
from django.template.loader import render_to_string

from .asking import as_data
from .sentences import words_in


class Question:
    """A question; the script shows and hides it while one types."""

    template = "consultations/fields/question.html"

    def __init__(self, key, item):
        self.key, self.item = key, item

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(
            self.template,
            {
                "key": self.key,
                "conditions": json.dumps(as_data(self.item)) if self.item.conditions else "",
                "field": render_field(self.key, form, context, template_pack=template_pack),
            },
        )


class Statement:
    """A text between questions."""

    template = "consultations/fields/statement.html"

    def __init__(self, item, language):
        self.text = words_in(item.text, language)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(self.template, {"text": self.text})


class ClauseHeading:
    """A heading of the draft text, with the number that it has there."""

    template = "consultations/fields/clause_heading.html"

    def __init__(self, clause, language, level):
        self.context = {"number": clause.number, "text": words_in(clause.text, language), "tag": f"h{level}"}

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(self.template, self.context)
