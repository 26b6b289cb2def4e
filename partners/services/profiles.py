"""A profile on its way: sent by the people of the organisation, accepted by a moderator or sent back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import language_codes
from partners.models import Organisation, ProfileSubmission
from partners.profile.contents import (
    LOGO,
    changed_names,
    clean_values,
    fact_names,
    meanwhile,
    names,
    profile_of,
    word_names,
)
from partners.profile.differences import label_of

from .profile_drafts import hold, profile_follow
from .profile_facts import facts_write
from .profile_logos import logo_forget
from .profile_pages import languages_of, pages_check, pages_write

State = ProfileSubmission.State


@transaction.atomic
def profile_submit(*, submission, by, language=None, at=None):
    """Send what was typed to the secretariat; sending it twice sends it once.

    What the profile says at this moment is kept as what it said before. Raises ValidationError where nothing changed,
    and Closed where it is over.
    """
    held = ProfileSubmission.objects.select_for_update(of=["self"]).get(pk=submission.pk)
    if held.state == State.SUBMITTED:
        return held
    profile = profile_of(held.organisation)
    held = profile_follow(submission=hold(held), profile=profile)
    held.before = profile.as_before()
    clean_values({name: held.typed[name] for name in changed_names(held)})
    if not (changed_names(held) or held.logo or held.wants_translation):
        raise ValidationError(_("Nothing in the profile is different yet."))
    held.state, held.submitted_by, held.submitted_at = State.SUBMITTED, by, at or timezone.now()
    held.language = language or held.language
    held.reason, held.decided_by, held.decided_at = "", None, None
    held.save()
    return held


@transaction.atomic
def profile_take_back(*, submission):
    """Make it a draft again, as long as nobody decided. Raises ValidationError."""
    held = ProfileSubmission.objects.select_for_update(of=["self"]).get(pk=submission.pk)
    if held.state == State.SUBMITTED:
        held.state = State.DRAFT
        held.save(update_fields=["state"])
    elif not held.is_editable:
        raise ValidationError(_("The secretariat decided on this a moment ago: it cannot be taken back."))
    return held


@transaction.atomic
def profile_accept(*, submission, by, texts=None, at=None):
    """Write the facts that changed, the logo, and drafts of the pages; publish nothing.

    `texts` is what a moderator corrected or translated: {name of a field, as in partners.profile.contents: value};
    `logo` among them says whether the new one is taken. It decides where somebody else changed the same meanwhile;
    without it that is refused, and everything stays as it was. Raises ValidationError.
    """
    held, texts = _waiting(submission), clean_values(_known(texts or {}))
    organisation = Organisation.objects.select_for_update(of=["self"]).get(pk=held.organisation_id)
    held.organisation = organisation
    profile = profile_of(organisation)
    wanted = clean_values({name: held.typed[name] for name in changed_names(held)})
    _refuse_conflicts(held, profile, texts)
    decided = {code for code in language_codes() if _decides(texts, wanted, code)}
    if problems := pages_check(held, languages_of(wanted | texts), decided, by):
        raise ValidationError(problems)
    facts = {name: value for name, value in (wanted | texts).items() if name in fact_names()}
    facts_write(organisation=organisation, facts=facts, logo=texts.get(LOGO, True) and held.logo, by=by)
    pages_write(submission=held, organisation=organisation, wanted=wanted, texts=texts, by=by)
    logo_forget(held)
    return _decide(held, State.ACCEPTED, by, at)


@transaction.atomic
def profile_return(*, submission, by, reason, at=None):
    """Send it back to the people of the organisation, who can change it and send it again. Raises ValidationError."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what has to change.")})
    return _decide(_waiting(submission), State.RETURNED, by, at, reason.strip())


def _waiting(submission):
    held = ProfileSubmission.objects.select_for_update(of=["self"]).get(pk=submission.pk)
    if held.state != State.SUBMITTED:
        raise ValidationError(_("This does not wait for a decision any more: somebody decided, or took it back."))
    return held


def _decide(held, state, by, at, reason=""):
    held.state, held.decided_by, held.decided_at, held.reason = state, by, at or timezone.now(), reason
    held.save()
    return held


def _known(texts):
    if unknown := set(texts) - {*names(), LOGO}:
        raise ValueError(f"A profile has no {', '.join(sorted(unknown))}.")
    return texts


def _refuse_conflicts(held, profile, texts):
    """Facts and the logo; the words are compared by revision."""
    facts = {*fact_names(), LOGO}
    found = [name for name in meanwhile(held, profile) if name in facts and name not in texts]
    if found:
        message = _("Somebody else changed this meanwhile: %(fields)s. Look at it, and decide what it should say.")
        raise ValidationError(message, params={"fields": ", ".join(label_of(name) for name in found)})


def _decides(texts, wanted, code):
    words = set(word_names(code))
    return bool(words & texts.keys()) and words & wanted.keys() <= texts.keys()
