"""Who logs in and who reports may be the same person: their confirmed address says so."""

from allauth.account.models import EmailAddress
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower

from actions.models import ContactPerson


def connect():
    user_logged_in.connect(recognise, dispatch_uid="contact_person_of_who_logs_in")


def recognise(sender, user, **kwargs):
    """Tie the contact person with a confirmed address of theirs to who logs in, unless somebody is tied already."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    emails = [email.lower() for email in confirmed.values_list("email", flat=True)]
    if not emails:
        return
    with transaction.atomic():
        rows = ContactPerson.objects.annotate(address=Lower("email")).filter(Q(user=user) | Q(address__in=emails))
        rows = rows.filter(erased_at__isnull=True).select_for_update(of=["self"])
        found = {row.address: row for row in rows}
        same = next((found[email] for email in emails if email in found and not found[email].user_id), None)
        if same and not ContactPerson.objects.filter(user=user).exists():
            same.user = user
            same.save(update_fields=["user"])
