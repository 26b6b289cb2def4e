"""What somebody agreed to when they sent, for the page about them when they change it."""

from consultations.answering.about_form import CONSENT, mark_of
from consultations.models import Consent
from consultations.privacy.consents import is_consent, texts_for
from consultations.services.drafts import about_in, draft_about


def boxes_of(contribution):
    """The boxes that were ticked, as far as the same words stand beside them today: {name of the box: its mark}."""
    agreed = set(Consent.objects.filter(contribution=contribution).values_list("text__language", "text__text"))
    return {
        CONSENT + key: mark_of(language, text)
        for language in {language for language, _text in agreed}
        for key, text in texts_for(contribution.consultation, language)
        if is_consent(key) and (language, text) in agreed
    }


def agree_again(draft, contribution, at):
    """Tick them in a draft that was just begun."""
    if boxes := boxes_of(contribution):
        return draft_about(draft=draft, about=about_in(draft) | boxes, at=at)
    return draft
