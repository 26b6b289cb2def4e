from django.core.management.base import BaseCommand

from users.services import accounts_clean


class Command(BaseCommand):
    help = "Takes out personal data of accounts, invitations and claims that was kept long enough. Safe to run often."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print what would be taken out; change nothing")

    def handle(self, dry_run=False, **options):
        for words, number in accounts_clean(dry_run=dry_run).items():
            self.stdout.write(f"{words}{' (dry run)' if dry_run else ''}: {number}")
