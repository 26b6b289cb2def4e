from datetime import date, datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actions.reminders.forgetting import FEWEST, MONTHS, MOST, forget
from actions.reminders.run import preview, remind
from core.dates import today


class Command(BaseCommand):
    help = (
        "Mails contact persons and coordinators which reports are due, and forgets old reminders. "
        "Safe to run often; catches up on missed days."
    )

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="as if it were that day (YYYY-MM-DD)")
        parser.add_argument("--dry-run", action="store_true", help="print what would be sent; change nothing")
        parser.add_argument(
            "--forget-after",
            type=int,
            default=MONTHS,
            metavar="MONTHS",
            help=f"how long the log, used links and drafts are kept: {FEWEST} to {MOST} months, {MONTHS} by default",
        )

    def handle(self, on=None, dry_run=False, forget_after=MONTHS, **options):
        if not FEWEST <= forget_after <= MOST:
            raise CommandError(f"Keep the log for {FEWEST} to {MOST} months.")
        if on and on > today() and not dry_run:
            raise CommandError("That day is still to come: add --dry-run.")
        at = datetime.combine(on, time(12), tzinfo=timezone.get_default_timezone()) if on else timezone.now()
        if dry_run:
            self._print(at)
        else:
            self._send(at, forget_after)

    def _print(self, at):
        letters, unheard = preview(at)
        for _digest, letter in letters:
            self.stdout.write(f"To: {letter.to[0]}\nSubject: {letter.subject}\n\n{letter.body}\n{'=' * 72}")
        self.stdout.write(f"mails that would be sent: {len(letters)}")
        self._say_unheard(unheard)

    def _send(self, at, months):
        outcome = remind(at)
        self.stdout.write(f"mails sent: {outcome.sent}")
        if outcome.not_sent:
            self.stdout.write(f"not sent, tried again at the next run: {outcome.not_sent}")
        self._say_unheard(outcome.unheard)
        for name, number in forget(today(), months).items():
            self.stdout.write(f"{name} forgotten: {number}")
        if outcome.is_server_away:
            raise CommandError("The mail server is away, see the log.")

    def _say_unheard(self, commitments):
        for commitment in commitments:
            self.stdout.write(f"nobody to tell about: {commitment.code}")
