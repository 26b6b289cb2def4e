from django.core.management.base import BaseCommand, CommandError

from actions.models import ContactPerson
from actions.owners.addresses import link_url
from actions.services.links import link_make


class Command(BaseCommand):
    help = "Prints a personal link of a contact person, for who tries the demonstration or cannot get mail."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address of the contact person")

    def handle(self, *, email, **options):
        contact = ContactPerson.objects.filter(email__iexact=email, erased_at__isnull=True).first()
        if contact is None:
            raise CommandError(f"There is no contact person with the address {email}.")
        self.stdout.write(link_url(link_make(contact=contact), contact.language))
