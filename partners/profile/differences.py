"""What a profile said and is to say, in words, field by field and language by language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import language_name, localized_name
from core.models import Goal, Sector, Theme
from core.terms import terms_of
from editorial.words import segments
from partners.models import Organisation

from .contents import LOGO, TRANSLATION, WORDS, changed_names, empty, language_of, meanwhile, profile_of

VOCABULARIES = {"sector": Sector, "themes": Theme, "goals": Goal}
OWN_LABELS = {
    "street": gettext_lazy("Street and number"),
    "town": gettext_lazy("Town"),
    "introduction": gettext_lazy("Introduction"),
    "text": gettext_lazy("Text"),
    "website": gettext_lazy("Website"),
    "email": gettext_lazy("General e-mail address"),
    "telephone": gettext_lazy("Telephone"),
    "postcode": gettext_lazy("Postcode"),
    "sector": gettext_lazy("Sector"),
    "size": gettext_lazy("Size"),
    "themes": gettext_lazy("Themes"),
    "goals": gettext_lazy("Sustainable development goals"),
    LOGO: gettext_lazy("Logo"),
    TRANSLATION: gettext_lazy("Translation"),
}


@dataclass(frozen=True)
class Change:
    """One field that changes. `lang`: the language of its words, empty where they have none.

    `segments`: what stays, goes and comes in a text, as (operation, words): “=”, “-” and “+”. `meanwhile`: what
    somebody else made of it since, None where nobody did.
    """

    label: str
    before: str
    after: str
    lang: str = ""
    segments: tuple = ()
    meanwhile: str | None = None
    name: str = ""


def changes_of(submission, language, profile=None):
    """What the submission changes, in the order of the form, in the words of that language."""
    is_open = submission.state in (submission.State.DRAFT, submission.State.SUBMITTED, submission.State.RETURNED)
    profile = profile or (profile_of(submission.organisation) if is_open else None)
    others = meanwhile(submission, profile) if profile else {}
    found = [_change(submission, name, language, others) for name in changed_names(submission)]
    if submission.logo:
        newer = _("Another logo") if LOGO in others else None
        before = _("The logo that is there") if submission.before.get(LOGO) else ""
        found.append(Change(label_of(LOGO), before, _("A new logo"), meanwhile=newer, name=LOGO))
    if submission.wants_translation:
        found.append(
            Change(label_of(TRANSLATION), "", _("The organisation asks for a translation."), name=TRANSLATION)
        )
    return found


def _change(submission, name, language, others):
    old, new = submission.before.get(name, empty(name)), submission.typed[name]
    before, after = in_words(name, old, language), in_words(name, new, language)
    is_words = name.startswith(WORDS)
    return Change(
        label=label_of(name),
        before=before,
        after=after,
        lang=language_of(name),
        segments=tuple(segments(before, after)) if is_words and before and after else (),
        meanwhile=in_words(name, others[name], language) if name in others else None,
        name=name,
    )


def label_of(name):
    """ "Town (French)"."""
    code = language_of(name)
    if not code:
        return str(OWN_LABELS[name])
    label = next(label for word, label in OWN_LABELS.items() if localized_name(word, code) == name)
    return _("{field} ({language})").format(field=label, language=language_name(code))


def in_words(name, value, language):
    """A value as a reader of that language understands it."""
    if name in VOCABULARIES:
        chosen = set(value if isinstance(value, list) else [value])
        return ", ".join(term.label for term in terms_of(VOCABULARIES[name], language) if term.value in chosen)
    if name == "size":
        return str(dict(Organisation.Size.choices).get(value, ""))
    return str(value)
