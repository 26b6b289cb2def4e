from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from users.models import User


class Command(BaseCommand):
    help = (
        "Takes all second factors of somebody away who lost them, and ends their sessions. Be sure who asks for it: "
        "for an editor it takes the password and a code by mail to add a new one."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", help="the user name or the e-mail address")

    @transaction.atomic
    def handle(self, username, **options):
        name = "email__iexact" if "@" in username else "username"
        user = User.objects.filter(**{name: username}).first()
        if user is None:
            raise CommandError("There is no such user.")
        count, _rows = Authenticator.objects.filter(user=user).delete()
        for session in UserSession.objects.filter(user=user):
            session.end()
        self.stdout.write(f"{user}: {count} taken away, all sessions ended.")
