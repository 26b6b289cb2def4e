from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from consultations.services.replaying import UNREADABLE, replay

WORDS = {
    "identity": "contributions of which the sender is forgotten again",
    "contribution": "contributions emptied again",
    "draft": "drafts erased again",
}


class Command(BaseCommand):
    help = (
        "Erases again what the ledger says was erased: run it after a backup of the database was restored, "
        "before anybody is let in. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print what would be erased; change nothing")

    def handle(self, dry_run=False, **options):
        counts = replay(dry_run=dry_run)
        self.stdout.write(f"read from {settings.ERASURE_LEDGER}")
        for name, words in WORDS.items():
            self.stdout.write(f"{words}{' (dry run)' if dry_run else ''}: {counts[name]}")
        if counts[UNREADABLE]:
            raise CommandError(f"Lines that cannot be read: {counts[UNREADABLE]}. Look at them by hand.")
