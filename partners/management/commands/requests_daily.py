from django.core.management.base import BaseCommand

from partners.moderation.daily import send_overviews
from partners.services.representatives import invitations_forget


class Command(BaseCommand):
    help = (
        "Mails moderators once a day what came in for them, and forgets the addresses of invitations that expired. "
        "Safe to run often; catches up on missed days."
    )

    def handle(self, **options):
        self.stdout.write(f"moderators told of new requests: {send_overviews()}")
        self.stdout.write(f"addresses of expired invitations forgotten: {invitations_forget()}")
