from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What an owner can report."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PREPARATION = "in_preparation", _("In preparation")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    STOPPED = "stopped", _("Stopped")

    @classmethod
    def closed(cls):
        """The statuses after which nothing more is due."""
        return {cls.COMPLETED, cls.STOPPED}


class Standing(models.TextChoices):
    """Where a commitment stands: its status, or what follows from its dates; never picked by anybody."""

    COMPLETED = "completed", _("Completed")
    IN_PROGRESS = "in_progress", _("In progress")
    IN_PREPARATION = "in_preparation", _("In preparation")
    NOT_STARTED = "not_started", _("Not started")
    UPDATE_DUE = "update_due", _("Update due")
    LAPSED = "lapsed", _("Lapsed")
    LATE = "late", _("Late")
    STOPPED = "stopped", _("Stopped")
    NO_NEWS = "no_news", _("No status published")

    @classmethod
    def silent(cls):
        """The standings that ask for a report: one has been due, for a short or a long time."""
        return {cls.UPDATE_DUE, cls.LAPSED}


class Rhythm(models.IntegerChoices):
    """How many months may pass between two reports."""

    QUARTERLY = 3, _("Every three months")
    HALF_YEARLY = 6, _("Every six months")
    YEARLY = 12, _("Every year")


LAPSES_AFTER = 12
"""Months that an update may be due before the commitment counts as lapsed (the glossary's reporting states)."""


class Level(models.IntegerChoices):
    """The five-step scale of the Open Government Partnership for what was achieved."""

    NO_EVIDENCE = 0, _("No evidence")
    NOT_STARTED = 1, _("Not started")
    LIMITED = 2, _("Limited")
    SUBSTANTIAL = 3, _("Substantial")
    COMPLETE = 4, _("Complete")
