"""What a person writes in passing: in one language, with the others beside it afterwards, and who decided on it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.languages import language_codes, language_name

LONGEST = 2000
"""Signs of a reason; a validator keeps it in the services too, for a text field by itself limits only forms."""


def saying_languages():
    return settings.LANGUAGES


class Saying(models.Model):
    """A reason in the language of its author; its translations are rows of their own, for it is never changed."""

    language = models.CharField(
        _("language"), max_length=10, choices=saying_languages, help_text=_("In which you write the reason.")
    )
    reason = models.TextField(
        _("reason"),
        max_length=LONGEST,
        validators=[MaxLengthValidator(LONGEST)],
        help_text=_("What happened, in one to three sentences."),
    )

    class Meta:
        abstract = True

    def words_in(self, language):
        """The reason in that language as far as it is there: (text, "" or the code of the language it is in).

        Reads `translations`; prefetch them for more than one.
        """
        if self.language == language:
            return self.reason, ""
        here = next((row.reason for row in self.translations.all() if row.language == language), "")
        return (here, "") if here else (self.reason, self.language)


class SayingTranslation(models.Model):
    """The reason in another language, added afterwards. Subclasses name what it translates in `translates`."""

    translates = ""

    language = models.CharField(_("language"), max_length=10, choices=saying_languages)
    reason = models.TextField(_("reason"), max_length=LONGEST, validators=[MaxLengthValidator(LONGEST)])
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("translated by")
    )
    translated_at = models.DateTimeField(_("translated at"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.original} ({language_name(self.language)})"

    @property
    def original(self):
        return getattr(self, self.translates)

    def clean(self):
        super().clean()
        if self.language and (self.language == self.original.language or self.language not in language_codes()):
            raise ValidationError({"language": _("It is already written in this language.")})


class Submission(Saying):
    """What is sent in for an organisation until a coordinator of its government approves or returns it; then final."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")

    on_behalf_of = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("on behalf of")
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    contact = models.ForeignKey(
        "actions.ContactPerson",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact person"),
        help_text=_("Who sent it in from a personal link."),
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SUBMITTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    return_reason = models.TextField(
        _("why it was returned"), max_length=1000, validators=[MaxLengthValidator(1000)], blank=True
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state="submitted", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state__in=["approved", "returned"], decided_at__isnull=False, decided_by__isnull=False),
                name="%(class)s_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="%(class)s_returned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=False) | Q(contact__isnull=False),
                name="%(class)s_submitted_by_somebody",
            ),
        ]

    @property
    def author(self):
        """Who sent it in: a user, or a contact person by way of a personal link."""
        return self.submitted_by or self.contact
