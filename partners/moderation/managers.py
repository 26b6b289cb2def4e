"""Account managers: chosen among who decides on requests, never among everybody who logs in."""

from django.contrib.auth import get_user_model

from editorial.facts_form import FactsForm
from editorial.mails.facts import person_name

from .kinds import kinds
from .mails import moderators


class OrganisationForm(FactsForm):
    """The form of an organisation."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("account_manager"):
            keys = {person.pk for person in moderators(kinds())} | {self.instance.account_manager_id}
            field.queryset = get_user_model().objects.filter(pk__in=keys - {None}).order_by("first_name", "username")
            field.label_from_instance = person_name
