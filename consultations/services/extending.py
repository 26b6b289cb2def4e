"""Gives stakeholders more time: an act that is recorded, announced and never undone."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from consultations.models import Extension, Identity, Phase
from consultations.models.consultations import start_of
from consultations.opening import refusals
from consultations.opening.refusals import in_every_language, refuse
from consultations.opening.telling import tell_soon
from core.languages import localized_name
from core.shell import raise_content_version
from core.validators import validate_plausible_day

from .identities import keep_until
from .opening import hold

LONGEST_REASON = 500

ONLY_LATER = gettext_lazy("The new last day must come after the one that was announced.")
OVER = gettext_lazy("The time is over, also for what was begun before: it can no longer be extended.")
IN_THE_PAST = gettext_lazy("The new last day has passed.")
UNLIKELY = gettext_lazy("This day cannot be right.")


@transaction.atomic
def consultation_extend(*, consultation, closes_on, reason, by, at=None):
    """Move the last day to a later one, until the hours of grace are over; `reason` is {language code: words}.

    During the hours of grace it opens again. Identities of who sent something are kept from the new last day on.
    Raises Refused.
    """
    at = at or timezone.now()
    consultation = hold(consultation)
    extension_checked(consultation, at)
    _check_day(consultation, closes_on, at)
    reason = in_every_language(reason, LONGEST_REASON)
    kept = keep_until(consultation)
    extension = Extension.objects.create(
        consultation=consultation,
        closes_on=closes_on,
        decided_by=by,
        decided_at=at,
        **{localized_name("reason", code): words for code, words in reason.items()},
    )
    identities = Identity.objects.filter(contribution__consultation=consultation, expires_on=kept)
    identities.update(expires_on=keep_until(consultation))
    raise_content_version()
    tell_soon(extension=extension, at=at)
    return extension


def extension_checked(consultation, at):
    """Nothing where more time can be given at that moment. Raises Refused."""
    phase = consultation.phase(at)
    if phase == Phase.DRAFT:
        refuse(refusals.NOT_OPENED)
    if phase == Phase.CLOSED:
        refuse(OVER)


def _check_day(consultation, closes_on, at):
    try:
        validate_plausible_day(closes_on)
    except ValidationError:
        refuse(UNLIKELY)
    if closes_on <= consultation.last_day:
        refuse(ONLY_LATER)
    if start_of(closes_on + timedelta(days=1)) <= at:
        refuse(IN_THE_PAST)
