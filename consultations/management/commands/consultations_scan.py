from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from consultations.files.scanning import scan_waiting


class Command(BaseCommand):
    help = "Scan the documents of consultations that wait for it: every few minutes, where there is a scanner."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=200, help="At most so many documents in one go.")

    def handle(self, *args, **options):
        if not settings.CLAMD:
            self.stdout.write("This site has no scanner: CLAMD is empty.")
            return
        counts = scan_waiting(timezone.now(), options["most"])
        self.stdout.write(", ".join(f"{state}: {count}" for state, count in counts.items()))
