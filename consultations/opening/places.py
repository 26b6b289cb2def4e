"""Where something stands in a questionnaire, in words that lead there."""

from django.utils.translation import gettext as _

from consultations.questionnaire import STATEMENT


def places_in(document):
    """{uid: words} of sections, questions, statements and clauses, in their order."""
    places, questions, statements = {}, 0, 0
    for number, section in enumerate(document["sections"], 1):
        places[section["uid"]] = _("Section %(number)s") % {"number": number}
        for item in section["items"]:
            if item["kind"] == STATEMENT:
                statements += 1
                places[item["uid"]] = _("Statement %(number)s") % {"number": statements}
            else:
                questions += 1
                places[item["uid"]] = _question(questions, item["code"])
    for number, clause in enumerate(document["clauses"], 1):
        places[clause["uid"]] = place_of_clause(clause, number)
    return places


def place_of_clause(clause, number):
    """A heading, or a clause by its own number where it has one."""
    if clause["kind"] == "heading":
        return _("Heading at place %(number)s of the draft text") % {"number": number}
    if clause["number"]:
        return _("Clause %(number)s") % {"number": clause["number"]}
    return _("Clause at place %(number)s of the draft text") % {"number": number}


def _question(number, code):
    if code:
        return _("Question %(number)s (%(code)s)") % {"number": number, "code": code}
    return _("Question %(number)s") % {"number": number}
