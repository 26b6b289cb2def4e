from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from users.services import ACCOUNT, UNREADABLE, accounts_replay


class Command(BaseCommand):
    help = (
        "Erases again the accounts that the ledger says were erased: run it after a backup of the database was "
        "restored, before anybody is let in. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print what would be erased; change nothing")

    def handle(self, dry_run=False, **options):
        counts = accounts_replay(dry_run=dry_run)
        self.stdout.write(f"read from {settings.ERASURE_LEDGER}")
        self.stdout.write(f"accounts erased again{' (dry run)' if dry_run else ''}: {counts[ACCOUNT]}")
        if counts[UNREADABLE]:
            raise CommandError(f"Lines that cannot be read: {counts[UNREADABLE]}. Look at them by hand.")
