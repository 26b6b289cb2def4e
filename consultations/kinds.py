"""The closed lists of consultations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionKind(models.TextChoices):
    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    SINGLE = "single", _("Single choice")
    MULTIPLE = "multiple", _("Multiple choice")
    SCALE = "scale", _("Scale")
    RANKING = "ranking", _("Ranking")
    MATRIX = "matrix", _("Table of choices")
    NUMBER = "number", pgettext_lazy("kind of question", "Number")
    DATE = "date", _("Date")
    EMAIL = "email", _("E-mail address")
    FILE = "file", _("Document")


class RespondentKind(models.TextChoices):
    INDIVIDUAL = "individual", _("An individual")
    ORGANISATION = "organisation", _("A company or another organisation")
    PUBLIC_BODY = "public_body", _("A public body")
    ACADEMIC = "academic", _("A university or research institution")
    OTHER = "other", _("Somebody else")


class Publication(models.TextChoices):
    """How a contribution may be published; whoever sends it chooses."""

    NAME = "name", _("With my name")
    ORGANISATION = "organisation", _("With the name of my organisation only")
    ANONYMOUS = "anonymous", _("Without any name")
    NONE = "none", _("Not at all; it only counts in the results")


class Channel(models.TextChoices):
    WEB = "web", _("This site")
    PAPER = "paper", _("On paper")
    MAIL = "mail", _("By e-mail")
    MEETING = "meeting", _("At a meeting")


class Stance(models.TextChoices):
    AGREE = "agree", _("I agree")
    CHANGE = "change", _("I agree if it is changed")
    DISAGREE = "disagree", _("I do not agree")


class Mandate(models.TextChoices):
    """Whether somebody speaks for an organisation, and who says so."""

    NONE = "none", _("Speaks for nobody else")
    DECLARED = "declared", _("Says to speak for the organisation")
    DOMAIN = "domain", _("Confirmed by the domain of the e-mail address")
    PEOPLE = "people", _("Confirmed by the organisation")
    DENIED = "denied", _("Denied by the organisation")
