from django.core.management.base import BaseCommand, CommandError

from follow.services.resealing import reseal


class Command(BaseCommand):
    help = (
        "Encrypts the addresses of those who follow something again with the first of IDENTITY_KEYS; then the other "
        "keys can go. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what can be read")

    def handle(self, dry_run=False, **options):
        counts = reseal(dry_run=dry_run)
        self.stdout.write(f"{'readable' if dry_run else 'encrypted again'}: {counts['sealed']}")
        if counts["unreadable"]:
            raise CommandError(f"No key opens {counts['unreadable']} of them: keep every key until this is solved.")
