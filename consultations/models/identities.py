"""Who sent a contribution: encrypted, apart, erasable, with its own clock and its own permission."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.append_only import guard

from .consultations import Consultation
from .contributions import Contribution


class Identity(models.Model):
    """The name and the address of who sent a contribution; its content is encrypted: see consultations.sealing."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="identity")
    sealed = models.TextField(_("encrypted"))
    email_digest = models.CharField(_("e-mail address, as a digest"), max_length=64, blank=True, db_index=True)
    made_at = models.DateTimeField(_("made at"))
    expires_on = models.DateField(_("kept until"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("identity of a respondent")
        verbose_name_plural = _("identities of respondents")
        default_permissions = ["view", "export", "erase"]

    def __str__(self):
        return str(self.contribution)


class ConsentText(models.Model):
    """A text that people agreed to, as they were shown it."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    text = models.TextField(_("text"))
    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("text of a consent")
        verbose_name_plural = _("texts of consents")

    def __str__(self):
        return self.text[:60]


class Consent(models.Model):
    """That the sender of a contribution agreed to a text."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_at", "pk"]

    def __str__(self):
        return f"{self.contribution} · {self.given_at:%Y-%m-%d}"


class AccessEntry(models.Model):
    """That somebody looked at personal data, or took it away."""

    class Act(models.TextChoices):
        VIEW = "view", _("Looked at")
        EXPORT = "export", _("Exported")
        OPEN_FILE = "open_file", _("Opened a document")
        ERASE = "erase", _("Erased")

    act = models.CharField(_("act"), max_length=10, choices=Act)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="+", verbose_name=_("consultation")
    )
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contribution")
    )
    rows = models.PositiveIntegerField(_("number of contributions"), default=1)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("access to personal data")
        verbose_name_plural = _("accesses to personal data")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.get_act_display()} · {self.at:%Y-%m-%d}"


class Erasure(models.Model):
    """That personal data was erased, of what and why; a copy outside the database replays it after a restore."""

    class Cause(models.TextChoices):
        REQUEST = "request", _("Asked for by the person")
        RETENTION = "retention", _("Kept long enough")
        STAFF = "staff", _("Decided by staff")

    class What(models.TextChoices):
        IDENTITY = "identity", _("Who sent it")
        CONTRIBUTION = "contribution", _("Who sent it, and everything written in words")
        DRAFT = "draft", _("A draft")

    what = models.CharField(_("what"), max_length=12, choices=What)
    subject = models.CharField(
        _("of what"), max_length=64, help_text=_("The reference of a contribution, or the key of a draft.")
    )
    cause = models.CharField(_("why"), max_length=10, choices=Cause)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.subject} · {self.at:%Y-%m-%d}"


class RetentionRun(models.Model):
    """That the daily clean-up ran, and what it erased."""

    at = models.DateTimeField(_("when"))
    erased = models.JSONField(_("erased"), default=dict)

    class Meta:
        verbose_name = _("clean-up")
        verbose_name_plural = _("clean-ups")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"


for _name in ("ConsentText", "Consent", "AccessEntry", "Erasure", "RetentionRun"):
    guard(f"consultations.{_name}")
