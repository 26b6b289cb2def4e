"""What was typed and cannot be read as an answer: shown as it stands, so that its writer knows it again."""

from django.utils.translation import gettext as _

from consultations.kinds import QuestionKind
from consultations.typed import OTHER, chosen

from .sentences import words_in


def as_typed(item, value, language):
    """Its lines; options in words where they are known."""
    texts = {part.uid: words_in(part.text, language) for part in (*item.options, *item.rows)} | {OTHER: _("Other")}
    if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        other = value.get("other") if isinstance(value, dict) else ""
        found = [texts[uid] for uid in (*item.option_uids, OTHER) if uid in chosen(value)]
        return found + ([other] if other and isinstance(other, str) else [])
    if isinstance(value, dict):
        pairs = ((texts.get(uid, ""), text) for uid, text in value.items() if isinstance(text, str) and text.strip())
        return [f"{label}: {texts.get(text, text)}" for label, text in pairs if label]
    return [value] if isinstance(value, str) and value.strip() else []
