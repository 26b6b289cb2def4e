from django.core.management.base import BaseCommand

from core.dates import today
from search.guidance.misses import MONTHS, last_day_kept
from search.models import Miss


class Command(BaseCommand):
    help = f"Takes away searches without result of more than {MONTHS} months ago. Repeatable."
    stealth_options = ("on",)

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say how many, and change nothing.")

    def handle(self, *, dry_run, on=None, **options):
        old = Miss.objects.filter(day__lt=last_day_kept(on or today()))
        number = old.count() if dry_run else old.delete()[0]
        self.stdout.write(f"{'Would take' if dry_run else 'Took'} away {number} searches without result.")
