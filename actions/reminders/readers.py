"""Who reports on a commitment, who coordinates, and what each of them was told already."""

from django.contrib.auth import get_user_model

from actions.models import Reminder, Responsibility
from actions.services.submissions import APPROVE, MODERATE
from core.dates import day_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


def contacts_of(commitments, on):
    """{commitment id: contact persons who report on it on that day}"""
    current = Responsibility.objects.open(on).filter(commitment__in=commitments, contact__erased_at__isnull=True)
    found = {}
    for responsibility in current.select_related("contact").order_by("since", "pk"):
        people = found.setdefault(responsibility.commitment_id, {})
        people[responsibility.contact_id] = responsibility.contact
    return {commitment: list(people.values()) for commitment, people in found.items()}


class Coordinators:
    """Who decides on reports: of each government its own, of other organisations whoever moderates pledges."""

    def __init__(self):
        self.by_government = {None: list(_holders(MODERATE))}
        for user in _holders(APPROVE).filter(service__isnull=False).select_related("service"):
            self.by_government.setdefault(user.service.government_id, []).append(user)

    def of(self, organisation):
        return self.by_government.get(organisation.government_id, [])


def _holders(right):
    """Who was given that right; a superuser has every right and no task."""
    users = get_user_model().objects.with_perm(right, include_superusers=False, backend=BACKEND)
    return users.exclude(email="").order_by("pk")


class Told:
    """The log of reminders about these commitments."""

    def __init__(self, commitments):
        self.known = {}
        columns = ("commitment", "contact", "user", "kind", "about", "sent_at")
        for commitment, contact, user, kind, about, sent_at in Reminder.objects.filter(
            commitment__in=commitments
        ).values_list(*columns):
            day = day_of(sent_at)
            self.known.setdefault((commitment, contact, user), {})[kind, about] = day

    def to_contact(self, contact, commitment):
        return self.known.get((commitment.pk, contact.pk, None), {})

    def to_user(self, user, commitment):
        return self.known.get((commitment.pk, None, user.pk), {})
