"""What somebody sent in. Who that was stands elsewhere: see .identities."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consultations.kinds import Channel, Mandate, Publication, RespondentKind, Stance
from consultations.querysets import ContributionQuerySet
from core.append_only import guard
from core.private_files import private_storage

from .consultations import Consultation
from .versions import Clause, Option, Question, QuestionnaireVersion


class Batch(models.Model):
    """Contributions that came in one spreadsheet; the same file is taken once."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(_("name of the file"), max_length=200)
    digest = models.CharField(_("SHA-256"), max_length=64)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(_("taken at"))

    class Meta:
        verbose_name = _("batch of contributions")
        verbose_name_plural = _("batches of contributions")
        ordering = ["-taken_at"]
        constraints = [models.UniqueConstraint(fields=["consultation", "digest"], name="batch_once")]

    def __str__(self):
        return self.name


class Contribution(models.Model):
    """What one person or organisation answered, whatever the language and however it came in."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("Waits for the confirmation by e-mail")
        TO_CHECK = "to_check", _("Waits for the check by a second person")
        SENT = "sent", _("Sent")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Lateness(models.TextChoices):
        IN_TIME = "in_time", _("In time")
        GRACE = "grace", _("Begun in time")
        LATE = "late", _("Late")

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="contributions", verbose_name=_("consultation")
    )
    reference = models.CharField(_("reference"), max_length=40, unique=True)
    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="contributions", verbose_name=_("version")
    )
    draft_key = models.UUIDField(
        _("draft"), unique=True, default=uuid4, editable=False,
        help_text=_("The draft that it was first sent from: sent twice, it is still one."),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    channel = models.CharField(_("way in"), max_length=10, choices=Channel, default=Channel.WEB)
    respondent = models.CharField(_("who answers"), max_length=12, choices=RespondentKind)
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("partner"), help_text=_("Where the organisation is one of the partners."),
    )  # fmt: skip
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    enterprise_number = models.CharField(_("enterprise number (KBO/BCE)"), max_length=20, blank=True)
    mandate = models.CharField(
        pgettext_lazy("consultation", "mandate"), max_length=10, choices=Mandate, default=Mandate.NONE
    )
    publication = models.CharField(_("publication"), max_length=12, choices=Publication, default=Publication.NONE)

    state = models.CharField(_("state"), max_length=12, choices=State)
    lateness = models.CharField(_("on time"), max_length=10, choices=Lateness, default=Lateness.IN_TIME)
    sent_at = models.DateTimeField(_("sent at"))
    edition = models.PositiveIntegerField(
        _("edition"), default=1, help_text=_("How often it was sent: once, or more.")
    )
    digest = models.CharField(_("SHA-256 of the answers"), max_length=64, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed by e-mail at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    emptied_at = models.DateTimeField(_("emptied at"), null=True, blank=True)
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    admitted_at = models.DateTimeField(_("admitted at"), null=True, blank=True)
    admitted_why = models.CharField(_("why it was admitted"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("entered by"),
    )  # fmt: skip
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("checked by"),
    )  # fmt: skip
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions")
    batch_row = models.PositiveIntegerField(_("row"), null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-sent_at", "-pk"]
        permissions = [("check_contribution", "Can check and admit contributions")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "batch_row"], name="contribution_row_once"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=models.F("entered_by")),
                name="contribution_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False), name="contribution_withdrawn_when"
            ),
        ]
        indexes = [models.Index(fields=["consultation", "state", "-sent_at"], name="contribution_list")]

    def __str__(self):
        return self.reference


class Answer(models.Model):
    """The answer to one question; which columns hold it follows from the question's kind."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(
        _("text"), blank=True, help_text=_("What was written; for a choice, what was written beside “other”.")
    )
    number = models.DecimalField(_("number"), max_digits=24, decimal_places=6, null=True, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["contribution", "question"], name="answer_once")]

    def __str__(self):
        return f"{self.contribution} · {self.question_id}"


class Choice(models.Model):
    """One option that was chosen: with its rank in a ranking, with its row in a table."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="choices")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="choices")
    row = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "option"], condition=Q(row__isnull=True), name="choice_once_in_an_answer"
            ),
            models.UniqueConstraint(
                fields=["answer", "row"], condition=Q(row__isnull=False), name="choice_once_in_a_row"
            ),
            models.UniqueConstraint(
                fields=["answer", "rank"], condition=Q(rank__isnull=False), name="choice_rank_once"
            ),
        ]

    def __str__(self):
        return f"{self.answer} · {self.option_id}"


class ClauseComment(models.Model):
    """What a contribution says about one clause of the draft text."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="comments")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="comments")
    stance = models.CharField(_("stance"), max_length=10, choices=Stance, blank=True)
    text = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("comment on a clause")
        verbose_name_plural = _("comments on clauses")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["contribution", "clause"], name="clause_comment_once")]

    def __str__(self):
        return f"{self.contribution} · {self.clause_id}"


class Receipt(models.Model):
    """That a contribution was received in this form: what the sender was shown, and can prove."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="receipts")
    edition = models.PositiveIntegerField(_("edition"))
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(_("SHA-256 of the answers"), max_length=64)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-edition"]
        constraints = [models.UniqueConstraint(fields=["contribution", "edition"], name="receipt_once")]

    def __str__(self):
        return f"{self.contribution} · {self.edition}"


class Source(models.Model):
    """The paper, the mail or the minutes that a contribution was entered from."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="sources")
    file = models.FileField(_("document"), upload_to="contributions/%Y/%m", storage=private_storage, max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    digest = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("source of a contribution")
        verbose_name_plural = _("sources of contributions")

    def __str__(self):
        return self.name


guard("consultations.Receipt")
