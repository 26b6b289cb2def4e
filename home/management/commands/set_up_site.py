from django.core.management.base import BaseCommand

from core.vocabulary_files import load
from home.foundation import lay_foundation
from search.indexing import rebuild
from search.models import Entry


class Command(BaseCommand):
    help = "Prepares a new site: vocabularies, home pages and lists in every language, roles and workflow. Repeatable."

    def handle(self, **options):
        for model, added in load():
            self.stdout.write(f"{model._meta.verbose_name_plural}: {added} added")
        homes = lay_foundation()
        if not Entry.objects.exists():
            rebuild()  # also for a site from before it had an index
        self.stdout.write(f"Home pages: {', '.join(page.full_url or page.title for page in homes.values())}")
