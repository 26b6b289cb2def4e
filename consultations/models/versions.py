"""What was asked, as it was asked: compiled once, hashed, and never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.kinds import QuestionKind
from core.append_only import guard

from .consultations import Consultation


class QuestionnaireVersion(models.Model):
    """The whole questionnaire in every language, as a document of JSON: see consultations.questionnaire."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening")
        CORRECTION = "correction", _("Editorial correction")
        CHANGE = "change", _("Change of what is asked")

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="versions", verbose_name=_("consultation")
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    document = models.JSONField(_("what is asked"))
    digest = models.CharField(
        _("SHA-256"), max_length=64, help_text=_("Of the document as JSON with sorted keys and no spaces, in UTF-8.")
    )
    note = models.CharField(
        _("what changed, and why"), max_length=1000, blank=True, help_text=_("Shown to everybody.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("version of a questionnaire")
        verbose_name_plural = _("versions of questionnaires")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="version_number_once")]

    def __str__(self):
        return f"{self.consultation} · {self.number}"


class Question(models.Model):
    """A question by its identity: the same one through every editorial correction; its words stand in the versions."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="questions", verbose_name=_("consultation")
    )
    uid = models.UUIDField(_("identity"), unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind)
    versions = models.ManyToManyField(QuestionnaireVersion, through="QuestionInVersion", related_name="questions")

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.consultation} · {self.uid}"


class Option(models.Model):
    """What can be chosen in a question, or a row of its table; an option of one question is never one of another."""

    class Role(models.TextChoices):
        CHOICE = "choice", _("Choice")
        ROW = "row", _("Row")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="options")
    uid = models.UUIDField(_("identity"), unique=True)
    role = models.CharField(_("role"), max_length=6, choices=Role, default=Role.CHOICE)
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["role", "position", "pk"]

    def __str__(self):
        return str(self.uid)


class Clause(models.Model):
    """A clause of a draft text by its identity, through translation and redrafts."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="clauses", verbose_name=_("consultation")
    )
    uid = models.UUIDField(_("identity"), unique=True)
    versions = models.ManyToManyField(QuestionnaireVersion, through="ClauseInVersion", related_name="clauses")

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.consultation} · {self.uid}"


class QuestionInVersion(models.Model):
    """That a version asks a question, and in which place; one that the newest does not ask is retired."""

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "question"], name="question_once_in_a_version")]

    def __str__(self):
        return f"{self.version} · {self.position}"


class ClauseInVersion(models.Model):
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "clause"], name="clause_once_in_a_version")]

    def __str__(self):
        return f"{self.version} · {self.position}"


for _name in ("QuestionnaireVersion", "Question", "Option", "Clause", "QuestionInVersion", "ClauseInVersion"):
    guard(f"consultations.{_name}")
