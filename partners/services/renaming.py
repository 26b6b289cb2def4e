"""Another name for the same organisation; the former one is kept and found."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.languages import language_codes, localized_name, localized_value
from partners.lineage.journal import note
from partners.models import FormerName

from .days import check_day
from .terms import hold


@transaction.atomic
def organisation_rename(*, organisation, names, acronyms, on, by):
    """Give it another name from that day: `names` and `acronyms` are {language code: text}.

    Its pages get a draft with the new title, which somebody publishes; their addresses stay.
    """
    organisation = hold(organisation)
    check_day(organisation, on)
    former = organisation.former_names.first()
    if former and on < former.until:
        raise ValidationError({"on": _("It got the name that it has now after that day.")})
    before = {code: organisation.name_in(code) for code in language_codes()}
    kept = _former(organisation, before, on)
    changed = [_set(organisation, "name", names), _set(organisation, "acronym", acronyms)]
    if not any(changed):
        raise ValidationError(_("This is the name that it has already."))
    kept.full_clean()
    kept.save()
    organisation.full_clean()
    organisation.save()
    organisation.save_revision(user=by)
    note(organisation, "partners.renamed", by)
    _retitle(organisation, before, by)
    return organisation


def _former(organisation, before, on):
    # A record that was never public may lack a language; the name that it had then stands for both.
    any_name = next(filter(None, before.values()), organisation.code)
    former = FormerName(organisation=organisation, until=on)
    for code in language_codes():
        setattr(former, localized_name("name", code), before[code] or any_name)
        setattr(former, localized_name("acronym", code), localized_value(organisation, "acronym", code))
    return former


def _set(organisation, field, texts):
    """Whether it changed."""
    changed = False
    for code, text in texts.items():
        text = " ".join((text or "").split())
        if text != localized_value(organisation, field, code):
            setattr(organisation, localized_name(field, code), text)
            changed = True
    return changed


def _retitle(organisation, before, by):
    for code, page in organisation.pages_by_language().items():
        name, draft = organisation.name_in(code), page.get_latest_revision_as_object()
        if not name or draft.title == name:
            continue
        draft.title = name
        for field in ("listing_title", "seo_title"):
            if getattr(draft, field) == before[code]:
                setattr(draft, field, name)
        draft.save_revision(user=by, log_action=True)
