"""What the people of organisations are mailed, each in their own language."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from core.languages import localized_names, localized_value
from editorial.mails.post import SUBJECT, TIMEOUT, absolute, one_line
from editorial.roles import ROLES
from partners.models import Claim, Representative

logger = logging.getLogger(__name__)


def invite(invitation, secret):
    """Mail the link; True when the mail server took it."""

    def facts(language):
        return {
            "organisation": _name(invitation.organisation, language),
            "role": invitation.get_role_display(),
            "url": absolute(reverse("space:invitation", args=[secret])),
            "until": date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT"),
        }

    return _post("invitation", [(invitation.email, invitation.language)], facts)


def colleague_asks(claim):
    """Ask the administrators of the organisation about somebody who says that they work there."""
    administrators = Representative.objects.current().administrators().filter(organisation=claim.organisation)
    people = [row.user for row in administrators.select_related("user")]

    def facts(language):
        return {
            "organisation": _name(claim.organisation, language),
            "person": one_line(claim.submitted_by.get_full_name() or claim.submitted_by.email),
            "url": absolute(reverse("space:colleague", args=[claim.organisation.code, claim.pk])),
        }

    return _post("colleague", _readers(people), facts)


def claim_answered(claim, by_colleague):
    """Tell the person what became of their claim, in the language in which they wrote it."""
    person = claim.submitted_by
    if not person.is_active:
        return False

    def facts(language):
        return {
            "organisation": claim_name(claim, language),
            "is_accepted": claim.state == Claim.State.ACCEPTED,
            "by_colleague": by_colleague,
            "reason": one_line(claim.reason, 2000),
            "url": absolute(reverse("space:home")),
        }

    return _post("claim_answered", [(person.email, claim.language)], facts)


def administrator_wanted(organisation):
    """Tell the secretariat that nobody administers the organisation any more."""

    def facts(language):
        name = organisation._meta.model.snippet_viewset.get_url_name("inspect")
        return {"organisation": _name(organisation, language), "url": absolute(reverse(name, args=[organisation.pk]))}

    return _post("administrator_wanted", _readers(secretariat_of(organisation)), facts)


def secretariat_of(organisation):
    """Who at the secretariat knows it: its account manager, else everybody who manages partners."""
    manager = organisation.account_manager
    if manager and manager.is_active and manager.email:
        return [manager]
    managers = get_user_model().objects.filter(groups__name=ROLES["partner-manager"]["name"], is_active=True)
    return list(managers.exclude(email="").distinct())


def claim_name(claim, language):
    """What the claim is about: the organisation as the register names it, else as it was typed."""
    if claim.organisation:
        return _name(claim.organisation, language)
    typed = [claim.typed.get(column) for column in localized_names("name")]
    return one_line(next(filter(None, typed), ""))


def _name(organisation, language):
    return one_line(localized_value(organisation, "name", language) or str(organisation))


def _readers(people):
    return [(person.email, person.language) for person in people if person and person.email and person.is_active]


def _post(template, readers, facts):
    """Write that mail, with `facts(language)`, in each reader's language; True when the mail server took them all."""
    letters = []
    for email, language in readers:
        with override(language):
            context = facts(language) | {"site_name": settings.WAGTAIL_SITE_NAME}
            text = render_to_string(f"partners/space/mail/{template}.txt", context).strip()
        subject, _end, body = text.partition("\n")
        headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
        body = body.strip("\n") + "\n"
        letters.append(EmailMessage(one_line(subject, SUBJECT), body, None, [email], headers=headers))
    if not letters:
        return False
    try:
        with get_connection(timeout=TIMEOUT) as connection:
            return connection.send_messages(letters) == len(letters)
    except OSError:  # smtplib's own errors are among them
        logger.exception("A mail about the people of an organisation could not be sent")
        return False
