import logging
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from core.dates import today
from editorial.mails import reminders
from editorial.services.exceptions import exceptions_end_overdue

logger = logging.getLogger(__name__)


def end_exceptions(on):
    return len(exceptions_end_overdue(on))


STEPS = {
    "exceptions ended": end_exceptions,
    "ends of exceptions announced": reminders.warn,
    "people reminded of a request": reminders.remind,
}


class Command(BaseCommand):
    help = (
        "Ends exceptions whose last day has passed and sends reminders. Safe to run often; catches up on missed days."
    )

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="as if it were that day (YYYY-MM-DD)")

    def handle(self, on=None, **options):
        failed = []
        for words, step in STEPS.items():
            try:
                self.stdout.write(f"{words}: {step(on or today())}")
            except Exception:
                logger.exception("Not done: %s", words)
                failed.append(words)
        if failed:
            raise CommandError(f"Not done, see the log: {', '.join(failed)}")
