"""What a profile holds: facts of the register, and the words of its page in every language, by name."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from core.languages import language_codes, localized_name, localized_names
from editorial.digests import words_digest
from partners.models import Organisation
from partners.space.words import validate_domain_of_address, validate_site

from .plain_text import clean_text, text_of

LISTS = ("themes", "goals")
WORDS = ("introduction", "text")
LONGEST = {"introduction": 600, "text": 8000}
LONGEST_CODE = 80
NO_ADDRESS = _("This is no address of a website. It looks like https://www.example.org.")
TRANSLATION, LOGO = "translation", "logo"
MARKS, REVISIONS = "_marks", "_revisions"
"""Not typed, but kept beside it: when each field was last changed; which revisions the words were read from."""


def fact_names():
    street, town = localized_names("street"), localized_names("town")
    return ["website", "email", "telephone", *street, "postcode", *town, "sector", "size", *LISTS]


def word_names(language):
    return [localized_name(word, language) for word in WORDS]


def names():
    """Everything that somebody types in a profile, in the order of the form."""
    return [*fact_names(), *(name for code in language_codes() for name in word_names(code))]


def language_of(name):
    """The language that the field of that name is in; empty for one that has none."""
    bilingual = ("street", "town", *WORDS)
    return next((code for code in language_codes() for word in bilingual if localized_name(word, code) == name), "")


def empty(name):
    return [] if name in LISTS else ""


def longest(name):
    """How many signs fit."""
    word = next((word for word in WORDS if name in localized_names(word)), "")
    return LONGEST[word] if word else Organisation._meta.get_field(name).max_length or LONGEST_CODE


def clean_values(values):
    """The same, tidied: {name: value}. Raises ValidationError, by name."""
    cleaned, problems = {}, {}
    for name, value in values.items():
        try:
            cleaned[name] = _clean(name, value) if isinstance(value, str) else value
        except ValidationError as error:
            problems[name] = error
    if problems:
        raise ValidationError(problems)
    return cleaned


def _clean(name, value):
    text = clean_text(value, longest(name))
    if name in fact_names():
        text = " ".join(text.split())
    if name == "website" and text:
        text = text if "://" in text else f"https://{text}"
        URLValidator(schemes=["http", "https"], message=NO_ADDRESS)(text)
        validate_site(text)
    if name == "email" and text:
        validate_domain_of_address(text)
    return text


@dataclass(frozen=True)
class Profile:
    """What it says today: {name: value}; `revisions` of the pages by language; `kept`: blocks made by editors."""

    values: dict
    revisions: dict = field(default_factory=dict)
    logo: int | None = None
    kept: dict = field(default_factory=dict)

    def as_before(self):
        return self.values | {REVISIONS: self.revisions, LOGO: self.logo}


def profile_of(organisation):
    """What the register and the newest words of every page say, published or not."""
    values = {name: getattr(organisation, name) or "" for name in fact_names() if name not in (*LISTS, "sector")}
    values["sector"] = organisation.sector.code if organisation.sector_id else ""
    values["themes"] = sorted(theme.code for theme in organisation.themes.all())
    values["goals"] = sorted(str(goal.number) for goal in organisation.goals.all())
    revisions, kept = {}, {}
    pages = organisation.pages_by_language() if organisation.pk else {}
    for code in language_codes():
        introduction, text = "", ""
        if page := pages.get(code):
            newest = page.get_latest_revision_as_object()
            introduction = newest.introduction
            text, kept[code] = text_of(newest.body)
            revisions[code] = page.latest_revision_id
        values |= dict(zip(word_names(code), (introduction, text), strict=True))
    return Profile(values, revisions, organisation.logo_id, kept)


def changed_names(submission):
    """The fields that say something else than the profile did, in the order of the form."""
    typed, before = submission.typed, submission.before
    return [name for name in names() if name in typed and typed[name] != before.get(name, empty(name))]


def languages_changed(submission):
    """The languages whose words say something else."""
    changed = set(changed_names(submission))
    return [code for code in language_codes() if changed & set(word_names(code))]


def meanwhile(submission, profile):
    """Where somebody else changed what this changes too: {name: what the profile says now}; `logo` among them."""
    before, now = submission.before, profile.values
    found = {
        name: now[name]
        for name in changed_names(submission)
        if now[name] not in (before.get(name, empty(name)), submission.typed[name])
    }
    for code in languages_changed(submission):
        if was_edited(submission, code, profile.revisions.get(code)):
            found |= {name: now[name] for name in word_names(code) if name in changed_names(submission)}
    if submission.logo and LOGO in before and profile.logo != before[LOGO]:
        found[LOGO] = profile.logo
    return found


def was_edited(submission, code, newest):
    """Whether a reader of that newest revision of the page would notice a difference from what this was based on."""
    based_on = submission.before.get(REVISIONS, {}).get(code, newest)
    if based_on == newest:
        return False
    contents = dict(Revision.objects.filter(pk__in=[based_on or 0, newest or 0]).values_list("pk", "content"))
    return len(contents) < 2 or len({words_digest(content) for content in contents.values()}) > 1
