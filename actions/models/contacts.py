"""The people behind commitments. Personal data: outside revisions and indexes, and erasable."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from actions.querysets import ResponsibilityQuerySet

from .commitments import Commitment
from .sayings import saying_languages


class ContactPerson(models.Model):
    """Somebody who reports on commitments without being an editor."""

    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="contacts", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"), max_length=10, choices=saying_languages, help_text=_("Of the mails this person gets.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact_person",
        verbose_name=_("log-in"),
        help_text=_("Only for somebody who can also log in."),
    )
    erased_at = models.DateTimeField(_("erased on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(erased_at__isnull=True),
                name="contactperson_email_once",
                violation_error_message=_("Another contact person has this e-mail address."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", email=""), name="contactperson_erased_whole"
            ),
        ]

    def __str__(self):
        return self.name or str(_("A former contact person"))


class Responsibility(models.Model):
    """That a contact person reports on a commitment, and since when; the past ones stay."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("commitment")
    )
    contact = models.ForeignKey(
        ContactPerson, on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("contact person")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["-since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "contact"], condition=Q(until__isnull=True), name="responsibility_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="responsibility_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.contact} · {self.commitment}"


class PersonalLink(models.Model):
    """A link from a mail: for one person, for one purpose, until a moment, and once. Only its hash is kept."""

    class Purpose(models.TextChoices):
        REPORT = "report", _("Report on commitments")

    contact = models.ForeignKey(ContactPerson, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.REPORT)
    digest = models.CharField(_("SHA-256 of the secret"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.contact} · {self.made_at:%Y-%m-%d}"


class ReportDraft(models.Model):
    """What a contact person typed so far about a commitment, until it is sent in."""

    contact = models.ForeignKey(ContactPerson, on_delete=models.CASCADE, related_name="drafts")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="drafts")
    data = models.JSONField(_("what was typed"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=0)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft of a report")
        verbose_name_plural = _("drafts of reports")
        constraints = [models.UniqueConstraint(fields=["contact", "commitment"], name="reportdraft_once")]

    def __str__(self):
        return f"{self.contact} · {self.commitment}"


class Reminder(models.Model):
    """That somebody was written to about a commitment: the log that keeps a repeated run from writing twice."""

    class Kind(models.TextChoices):
        COMING = "coming", _("A report is coming due")
        DUE = "due", _("A report is due")
        ESCALATED = "escalated", _("The coordinator was told")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    about = models.DateField(_("about"), help_text=_("The day on which the report was due."))
    contact = models.ForeignKey(
        ContactPerson, on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "kind", "about", "contact"],
                condition=Q(contact__isnull=False),
                name="reminder_to_a_contact_once",
            ),
            models.UniqueConstraint(
                fields=["commitment", "kind", "about", "user"],
                condition=Q(user__isnull=False),
                name="reminder_to_a_user_once",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=False, user__isnull=True) | Q(contact__isnull=True, user__isnull=False),
                name="reminder_to_one_person",
            ),
        ]

    def __str__(self):
        return f"{self.commitment} · {self.get_kind_display()} · {self.about:%Y-%m-%d}"
