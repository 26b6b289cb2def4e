from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from consultations.privacy.daily import clean_up


class Command(BaseCommand):
    help = (
        "Erases personal data of consultations that was kept long enough. "
        "Safe to run often, and to stop half-way; catches up on missed days."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print what would be erased; change nothing")

    def handle(self, dry_run=False, **options):
        lines, went_well = clean_up(timezone.now(), dry_run)
        for line in lines:
            self.stdout.write(line)
        if not went_well:
            raise CommandError("Not everything was cleaned up, see the log.")
