"""Under which name a contribution is published: what its sender chose, and nothing more."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.kinds import Mandate, Publication
from consultations.models import Contribution
from consultations.services.identities import identity_read

READS = "consultations.view_contribution"


def shown_name(contribution, language, reader=None):
    """The name to print beside it in that language; None where that reader may not be shown the contribution.

    What may not be published, or is not sent, is for staff who may read contributions; they see no name either. In a
    list, take the contributions with select_related("identity", "organisation").
    """
    is_staff = bool(reader and reader.has_perm(READS))
    is_published = contribution.publication != Publication.NONE and contribution.state == Contribution.State.SENT
    if not (is_published or is_staff):
        return None
    with override(language):
        return _name(contribution, language) or _("Anonymous")


def _name(contribution, language):
    organisation = _organisation(contribution, language)
    if contribution.publication == Publication.NAME:
        person = identity_read(contribution).get("name", "")
        return ", ".join(filter(None, [person, organisation]))
    return organisation if contribution.publication == Publication.ORGANISATION else ""


def _organisation(contribution, language):
    """An organisation that says that nobody speaks for it is not named."""
    if contribution.mandate == Mandate.DENIED:
        return ""
    known = contribution.organisation
    return (known and known.name_in(language)) or contribution.organisation_name
