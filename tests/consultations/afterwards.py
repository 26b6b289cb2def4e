"""Somebody who filled in everything and stands before the button, in a browser of their own."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from consultations.access import CONTRIBUTIONS, DRAFTS
from consultations.answering.about_form import CONSENT, mark_of
from consultations.answering.tokens import token_of
from consultations.models import Draft
from consultations.privacy.consents import is_consent, texts_for
from consultations.services.drafts import draft_about
from core.dates import today

from .proofs import proved, unproved
from .world import begun, opened

ADDRESS = "griet@voorbeeld.example"


def running(sample=None, **values):
    """(a consultation that is open today, its sample)."""
    around_today = {"opens_on": today() - timedelta(days=5), "closes_on": today() + timedelta(days=5)}
    return opened(sample, **(around_today | values))


def about_of(consultation, language="nl", **typed):
    """What somebody types about themselves: {name: text}, with every box ticked."""
    boxes = {
        CONSENT + key: mark_of(language, text) for key, text in texts_for(consultation, language) if is_consent(key)
    }
    known = {"respondent": "individual", "name": "Griet Voorbeeld", "email": ADDRESS, "publication": "anonymous"}
    return boxes | known | typed


def ready(consultation, sample, typed=None, language="nl", *, at=None, **about):
    """A draft with an answer to everything, of who says that about themselves."""
    draft = begun(consultation, sample, typed, language, at=at or timezone.now())
    draft_about(draft=draft, about=about_of(consultation, language, **about))
    return Draft.objects.select_related("consultation", "version").get(pk=draft.pk)


def browser_of(*drafts, contributions=()):
    """A browser that may write in these drafts and open these contributions."""
    client = Client()
    session = client.session
    session[DRAFTS] = [str(draft.key) for draft in drafts]
    session[CONTRIBUTIONS] = [contribution.pk for contribution in contributions]
    session.save()
    return client


def address(name, *args, language="nl"):
    with override(language):
        return reverse(f"take_part:{name}", args=args)


def form_of(draft, *, with_proof=True):
    """What the page to check and send posts, shown some seconds ago."""
    shown = timezone.now() - timedelta(seconds=30)
    proof = proved(draft, shown) if with_proof else unproved(draft, shown)
    return {"token": token_of(draft, shown)} | proof


def click(client, draft, *, with_proof=True, language="nl"):
    """Use the button to send."""
    url = address("check", draft.consultation.code, language=language)
    return client.post(url, form_of(draft, with_proof=with_proof))
