import re
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from core.dates import today
from editorial.mails.weekly import send_overviews, week_of


class Command(BaseCommand):
    help = "Mails everybody what waits for them. At most once per person and ISO week: safe to run often."

    def add_arguments(self, parser):
        parser.add_argument("--week", help="the ISO week that it counts for, as 2026-W48; this week by default")

    def handle(self, week=None, **options):
        week = week or week_of(today())
        if not re.fullmatch(r"\d{4}-W\d\d", week) or not _exists(week):
            raise CommandError(f"There is no such week: {week}. Write it as 2026-W48.")
        self.stdout.write(f"{week}: {send_overviews(week, today())} told")


def _exists(week):
    try:
        return date.fromisoformat(f"{week}-1")
    except ValueError:
        return None
