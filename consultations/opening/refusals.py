"""Why something about a consultation cannot be done, in words for who tried."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.checking import clean_text
from consultations.compiling import Problem
from core.languages import language_codes, language_name

OPENED = gettext_lazy("This consultation was opened before.")
NOT_OPENED = gettext_lazy("This consultation was not opened yet: its questions and days can simply be changed.")
CHANGED_MEANWHILE = gettext_lazy("The questions were changed since you looked at them. Look at them again.")
LAST_DAY_PASSED = gettext_lazy("The last day has passed.")
CLOSED = gettext_lazy("This consultation is closed: what was asked stays as it is.")
SAME = gettext_lazy("Nothing changed since the last version.")
ONLY_WORDS = gettext_lazy("Only words changed: that is an editorial correction.")
MORE_THAN_WORDS = gettext_lazy("This changes what is asked, and not only its words.")
IDENTITY_TAKEN = gettext_lazy(
    "A question, an option or a clause has the identity of another one. Remove it and make it again."
)


class Refused(Exception):
    """It cannot be done; `problems` say why, each with its place."""

    def __init__(self, problems):
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems))
        self.problems = problems


def refuse(message, where="", anchor=""):
    raise Refused([Problem(where, str(message), anchor)])


def in_every_language(words, longest):
    """The words that everybody is shown, {language code: text}, cleaned. Raises Refused."""
    cleaned, problems = {}, []
    for code in language_codes():
        try:
            cleaned[code] = clean_text(words.get(code) or "", longest)
        except ValidationError as error:
            problems.append(Problem(language_name(code), error.messages[0]))
        else:
            if not cleaned[code]:
                problems.append(Problem(language_name(code), _("Say it in every language.")))
    if problems:
        raise Refused(problems)
    return cleaned
