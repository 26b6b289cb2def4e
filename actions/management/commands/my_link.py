from django.core.management.base import BaseCommand, CommandError

from actions.models import ContactPerson
from actions.owners.addresses import link_url
from actions.services.links import link_make


class Command(BaseCommand):
    help = "Prints a personal link of a contact person, for who tries the demonstration or cannot get mail."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address of the contact person")
        parser.add_argument("--number", type=int, default=1, help="how many links, each of which works once")

    def handle(self, *, email, number, **options):
        contact = ContactPerson.objects.filter(email__iexact=email, erased_at__isnull=True).first()
        if contact is None:
            raise CommandError(f"There is no contact person with the address {email}.")
        for _link in range(number):
            self.stdout.write(link_url(link_make(contact=contact), contact.language))
