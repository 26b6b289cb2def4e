from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from follow.services.ledger import What
from follow.services.replaying import UNREADABLE, replay

WORDS = {
    What.FOLLOWER: "addresses erased again",
    What.FOLLOWING: "single things that are followed, stopped again",
    What.NO_MAIL: "addresses that are, or are not, to be written to, set right again",
}


class Command(BaseCommand):
    help = (
        "Stops again the mails that the ledger says were stopped: run it after a backup of the database was restored, "
        "before alerts_send. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print what would be stopped; change nothing")

    def handle(self, dry_run=False, **options):
        counts = replay(dry_run=dry_run)
        self.stdout.write(f"read from {settings.ERASURE_LEDGER}")
        for what, words in WORDS.items():
            self.stdout.write(f"{words}{' (dry run)' if dry_run else ''}: {counts[what.value]}")
        if counts[UNREADABLE]:
            raise CommandError(f"Lines that cannot be read: {counts[UNREADABLE]}. Look at them by hand.")
