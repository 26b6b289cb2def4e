from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.vocabulary_files import load as load_vocabularies
from editorial.mails.post import silence
from home.demo import (
    actions,
    consultations,
    contacts,
    indicators,
    media,
    pairs,
    partners,
    people,
    pledges,
    progress_reports,
    representatives,
    requests,
    scale,
    search,
    site,
    voices,
)
from home.foundation import lay_foundation
from search.indexing import held, rebuild
from users.models import User


class Command(BaseCommand):
    help = "Loads the demonstration content in every language. Repeatable: what is there stays as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            help=f"Add so many synthetic organisations (at most {scale.MOST}) and a quarter as many actions.",
        )

    def handle(self, **options):
        if not 0 <= options["scale"] <= scale.MOST:
            raise CommandError(f"--scale takes a number from 0 to {scale.MOST}.")
        with silence(), held(), transaction.atomic():
            for _model, _added in load_vocabularies():
                pass
            lay_foundation()
            governments = people.load()
            user = User.objects.get(username="administrator")
            self.stdout.write("pictures and documents")
            files = media.load()
            site.load_letterhead(site.load_pages(files, self.progress), files)
            organisations = partners.load_organisations(governments, files, user, self.progress)
            partners.load_groups(organisations, files, user, self.progress)
            actions.load(organisations, files, user, self.progress)
            representatives.load(organisations)
            pledges.load(organisations, files, user, self.progress)
            requests.load(organisations)
            indicators.load(organisations, user, self.progress)
            contacts.load(organisations)
            voices.load(organisations, user, self.progress)
            pairs.load(self.progress)
            progress_reports.load(files, user, self.progress)
            consultations.load(organisations, files, user, self.progress)
            search.load()
            if options["scale"]:
                scale.grow(options["scale"], user, self.progress)
        rebuild(self.progress)
        self.stdout.write(self.style.SUCCESS("The demonstration is loaded."))

    def progress(self, name, rows):
        """The rows, while saying on one line how many of them were done."""
        for number, row in enumerate(rows, start=1):
            self.stdout.write(f"\r{name}: {number} of {len(rows)}", ending="")
            self.stdout.flush()
            yield row
        self.stdout.write("")
