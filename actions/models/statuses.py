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
    LATE = "late", _("Late")
    STOPPED = "stopped", _("Stopped")
    NO_NEWS = "no_news", _("No status published")
