from datetime import date, datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.dates import today
from follow.alerts.run import alert, preview
from follow.services.stopping import followers_clean


class Command(BaseCommand):
    help = (
        "Mails those who follow something what changed, by the frequency that they chose, and forgets addresses that "
        "nobody confirmed. For every day; safe to run often; catches up once on missed days."
    )

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="as if it were that day (YYYY-MM-DD)")
        parser.add_argument("--dry-run", action="store_true", help="print what would be sent; change nothing")

    def handle(self, on=None, dry_run=False, **options):
        if on and on > today() and not dry_run:
            raise CommandError("That day is still to come: add --dry-run.")
        at = datetime.combine(on, time(12), tzinfo=timezone.get_default_timezone()) if on else timezone.now()
        if dry_run:
            self._print(at)
        else:
            self._send(at)

    def _print(self, at):
        count = 0
        for follower, letter in preview(at):
            count += 1
            self.stdout.write(f"To: follower {follower.pk}\nSubject: {letter.subject}\n\n{letter.body}\n{'=' * 72}")
        self.stdout.write(f"mails that would be sent: {count}")

    def _send(self, at):
        for words, count in followers_clean(timezone.now()).items():
            self.stdout.write(f"{words}, forgotten: {count}")
        outcome = alert(at)
        self.stdout.write(f"mails sent: {outcome.sent}")
        self.stdout.write(f"addresses for which nothing changed: {outcome.unchanged}")
        if outcome.not_sent:
            self.stdout.write(f"not sent, tried again at the next run: {outcome.not_sent}")
        if outcome.is_server_away:
            raise CommandError("The mail server is away, see the log.")
