"""Who speaks for an organisation no longer reports on its pledges no longer."""

from actions.services.reporters import person_leaves
from partners.signals import representation_ended


def connect():
    representation_ended.connect(_give_up, dispatch_uid="pledges_of_who_leaves")


def _give_up(representative, **kwargs):
    if representative.user_id:
        person_leaves(user=representative.user, organisation=representative.organisation)
