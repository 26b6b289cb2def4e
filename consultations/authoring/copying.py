"""A copy of a consultation: the same questions and the same text, with identities that are new."""

from uuid import uuid4

from django.db import transaction

from consultations.models import Consultation
from core.languages import localized_name, localized_names
from core.services import record_create

KEPT = ("organisation", "government", "plan", "grace_hours", "keep_sent_months", "keep_unsent_days",
        "keep_withdrawn_days", "contact_email", "contact_telephone", "fictional")  # fmt: skip
WORDS = ("purpose", "legal_basis", "recipients", "contact_name")
STREAMS = ("questionnaire", "draft_text")


@transaction.atomic
def consultation_copy(*, consultation, names, code="", by=None):
    """A draft with these names ({language code: name}), without days, versions, pages or contributions of the other.

    Conditions name questions by their code and options by their place, so they hold in the copy.
    """
    columns = [*KEPT, *(column for name in WORDS for column in localized_names(name))]
    copy = Consultation(
        code=code,
        **{column: getattr(consultation, column) for column in columns},
        **{localized_name("name", language): name for language, name in names.items()},
    )
    for name in STREAMS:
        setattr(copy, name, with_new_identities(getattr(consultation, name).get_prep_value()))
    copy.themes.set(consultation.themes.all())
    return record_create(record=copy, user=by)


def with_new_identities(value):
    """The same blocks in the form of the database, each block and each item of a list with an id of its own."""
    if isinstance(value, list):
        return [with_new_identities(item) for item in value]
    if isinstance(value, dict):
        fresh = {key: with_new_identities(item) for key, item in value.items()}
        is_block = {"type", "value", "id"} <= value.keys()
        return fresh | {"id": str(uuid4())} if is_block else fresh
    return value
