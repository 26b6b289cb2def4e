"""What somebody is still writing, and the links with which people come back."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.querysets import LinkQuerySet
from core.private_files import private_storage

from .consultations import Consultation
from .contributions import Contribution
from .versions import Question, QuestionnaireVersion


class Draft(models.Model):
    """What was typed so far, exactly as typed; nothing in it is checked before it is sent."""

    key = models.UUIDField(_("key"), unique=True, default=uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="drafts")
    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="+", help_text=_("The one that was last shown.")
    )
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts",
        help_text=_("What it became, or what it edits."),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    typed = models.JSONField(_("what was typed"), default=dict)
    marks = models.JSONField(_("when each answer was typed"), default=dict)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    sealed = models.TextField(_("about the person, encrypted"), blank=True)
    email_digest = models.CharField(_("e-mail address, as a digest"), max_length=64, blank=True, db_index=True)
    started_at = models.DateTimeField(_("started at"))
    saved_at = models.DateTimeField(_("saved at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("draft of a contribution")
        verbose_name_plural = _("drafts of contributions")
        ordering = ["-saved_at"]

    def __str__(self):
        return str(self.key)


class AnswerFile(models.Model):
    """A document that somebody added; it goes from the draft to the contribution."""

    class Scan(models.TextChoices):
        WAITING = "waiting", _("Not scanned yet")
        CLEAN = "clean", _("Clean")
        INFECTED = "infected", _("Infected")
        NOT_SCANNED = "not_scanned", _("This site has no scanner")

    key = models.UUIDField(_("key"), unique=True, default=uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, blank=True, related_name="files")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="files"
    )
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(_("document"), upload_to="answers/%Y/%m", storage=private_storage, max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    content_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    scan = models.CharField(_("scan"), max_length=12, choices=Scan, default=Scan.WAITING)
    scanned_at = models.DateTimeField(_("scanned at"), null=True, blank=True)
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("document of a contribution")
        verbose_name_plural = _("documents of contributions")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class RespondentLink(models.Model):
    """A link from a mail, for one purpose and until a moment. Only its hash is kept."""

    class Purpose(models.TextChoices):
        RESUME = "resume", _("Go on with a draft")
        MANAGE = "manage", _("Read, edit or withdraw a contribution")
        CONFIRM = "confirm", _("Confirm a contribution")
        MANDATE = "mandate", _("Confirm who speaks for an organisation")
        DATA = "data", _("Get or erase one’s data")

    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose)
    digest = models.CharField(_("SHA-256 of the secret"), max_length=64, unique=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    email_digest = models.CharField(_("e-mail address, as a digest"), max_length=64, blank=True, db_index=True)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for a respondent")
        verbose_name_plural = _("links for respondents")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.get_purpose_display()} · {self.made_at:%Y-%m-%d}"


class SpentProof(models.Model):
    """A proof of work that was used: it is worth one sending."""

    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        verbose_name = _("spent proof")
        verbose_name_plural = _("spent proofs")

    def __str__(self):
        return self.digest


class Telling(models.Model):
    """That somebody was told by mail of a version or an extension: nobody is told twice."""

    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="tellings"
    )
    extension = models.ForeignKey(
        "consultations.Extension", on_delete=models.PROTECT, null=True, blank=True, related_name="tellings"
    )
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(_("told at"))

    class Meta:
        verbose_name = _("notice to a respondent")
        verbose_name_plural = _("notices to respondents")
        constraints = [
            models.UniqueConstraint(fields=[about, whom], name=f"telling_{about}_{whom}_once")
            for about in ("version", "extension")
            for whom in ("contribution", "draft")
        ]

    def __str__(self):
        return f"{self.told_at:%Y-%m-%d}"
