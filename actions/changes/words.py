"""The words that the changes of promises share."""

from django.db.models import OuterRef, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from actions.models import ActionPage, Commitment, PledgePage
from actions.promises.addresses import below
from core.page_paths import address, page_path

LONGEST_NAME = 80
"""Signs of a name in the title of a change."""

OF_COMMITMENT = ("commitment__action", "commitment__pledge")


def short(text):
    return Truncator(" ".join((text or "").split())).chars(LONGEST_NAME)


def of_action(action, language):
    return _("action {number}, “{name}”").format(number=action.number, name=short(action.name_in(language)))


def of_commitment(commitment, language):
    """What it is about: an action of a plan, or a pledge."""
    if commitment.kind == Commitment.Kind.PLEDGE:
        return _("the pledge “{name}”").format(name=short(commitment.pledge.name_in(language)))
    return of_action(commitment.action, language)


def with_paths(rows, language, commitment="commitment"):
    """These rows about commitments, each with where the page of its action or pledge is."""
    return rows.annotate(
        action_path=page_path(ActionPage, f"{commitment}__action", language),
        pledge_path=page_path(PledgePage, f"{commitment}__pledge", language),
    )


def url_of(row):
    """The address of the commitment that the row is about; empty where it has no page."""
    if row.commitment.kind == Commitment.Kind.PLEDGE:
        return address(row.pledge_path)
    return below(address(row.action_path), row.commitment)


def with_reason(rows, translations, name, language):
    """Each with its reason in that language, where somebody translated it."""
    here = translations.filter(**{name: OuterRef("pk")}, language=language)
    return rows.annotate(reason_here=Subquery(here.values("reason")[:1]))


def said(row, language):
    """{"text", "lang"}: the reason in that language as far as it is there."""
    if row.language == language or row.reason_here:
        return {"text": row.reason if row.language == language else row.reason_here}
    return {"text": row.reason, "lang": row.language if row.reason else ""}
