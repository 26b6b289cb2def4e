from django.core.management.base import BaseCommand
from django.db import transaction

from core.vocabulary_files import load


class Command(BaseCommand):
    help = "Adds the themes, sectors, sustainable development goals and guiding principles that are not there yet."

    @transaction.atomic
    def handle(self, **options):
        for model, added in load():
            self.stdout.write(f"{model._meta.verbose_name_plural}: {added} added")
