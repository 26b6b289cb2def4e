from django.core.management.base import BaseCommand, CommandError

from search.indexing import differences, rebuild
from search.models import Entry


class Command(BaseCommand):
    help = "Makes the search index anew from what is published. Repeatable, and safe beside editors at work."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; say what is missing or too much, and fail if any is."
        )

    def handle(self, **options):
        if options["check"]:
            self.check_index()
        else:
            rebuild(self.progress)
            self.stdout.write(self.style.SUCCESS(f"The search index holds {Entry.objects.count()} entries."))

    def check_index(self):
        missing, extra = differences()
        told = f"{len(missing)} entries are missing, {len(extra)} are too many."
        if missing or extra:
            raise CommandError(told)
        self.stdout.write(self.style.SUCCESS(told))

    def progress(self, name, rows):
        """The rows, while saying on one line how many of them were done."""
        for number, row in enumerate(rows, start=1):
            self.stdout.write(f"\r{name}: {number} of {len(rows)}", ending="")
            self.stdout.flush()
            yield row
        self.stdout.write("")
