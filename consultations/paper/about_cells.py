"""From the cells about the person to what would have been typed at them: see consultations.answering.about_form."""

from consultations.answering.about_form import CONSENT, mark_of
from consultations.privacy.consents import texts_for
from core.sheets.problems import CellProblem

from .filled import read_cell


def about_in_cells(places, cells, consultation, language):
    """({name: text}, {place name: message}) of the cells, by the name of their place."""
    about, problems = {}, {}
    for place in places:
        try:
            value = read_cell(place, cells.get(place.name))
        except CellProblem as problem:
            problems[place.name] = str(problem.message)
        else:
            if value:
                about[place.part] = value
    return _with_marks(about, consultation, language), problems


def _with_marks(about, consultation, language):
    """A box that was ticked says beside which words it stood."""
    if "speaks_for" in about:
        about["speaks_for"] = "on"
    texts = dict(texts_for(consultation, language)) if any(name.startswith(CONSENT) for name in about) else {}
    return about | {CONSENT + key: mark_of(language, text) for key, text in texts.items() if CONSENT + key in about}
