from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

JOBS = [
    "consultations.opening.daily.tell_all",
    "consultations.after.unsent.mail_unsent",
    "consultations.privacy.daily.clean_up",
    "consultations.paper.sources.clean_up",
]
"""Functions of (at, dry_run) that may run often; they return (lines to print, whether it went well)."""


class Command(BaseCommand):
    help = (
        "Does the daily work of consultations: mails what could not be mailed before, and cleans up what was kept "
        "long enough. Safe to run often."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be done; change nothing")
        parser.add_argument("--at", type=datetime.fromisoformat, help="as if it were that moment (with --dry-run)")

    def handle(self, dry_run=False, at=None, **options):
        if at and not dry_run:
            raise CommandError("Another moment is for looking only: add --dry-run.")
        if at and timezone.is_naive(at):
            at = timezone.make_aware(at)
        failed = []
        for name in JOBS:
            lines, went_well = import_string(name)(at or timezone.now(), dry_run)
            for line in lines:
                self.stdout.write(line)
            if not went_well:
                failed.append(name)
        if failed:
            raise CommandError("Not everything was done, see the log.")
