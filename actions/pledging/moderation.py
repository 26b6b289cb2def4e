"""Proposals of pledges in the queue of whoever decides on requests."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.models import PledgeProposal
from actions.services.pledges import NotEditable, NotWhole, pledge_accept, pledge_return
from actions.services.submissions import MODERATE
from core.languages import active_language, language_codes, localized_name
from partners.moderation.kinds import Change, Kind, register

from .finding import names_of
from .moderation_form import PledgeTextsForm
from .wording import facts_rows, in_language, labels, title_of


def changes(request, language):
    """The whole text: nothing of a new pledge was there before."""
    rows = [
        Change(in_language(label, code), "", str(request.typed.get(localized_name(name, code)) or ""), lang=code)
        for name, label in labels().items()
        for code in language_codes()
    ]
    rows += [Change(label, "", text) for label, text in facts_rows(request.typed, names_of(request.typed, language))]
    reason = str(request.typed.get("reason") or "")
    rows.append(Change(_("Explanation"), "", reason, lang=request.typed.get("language") or request.language))
    return [row for row in rows if row.after.strip()]


def accept(*, request, by, data):
    try:
        return pledge_accept(proposal=request, by=by, texts=data)
    except NotWhole as refusal:
        known = PledgeTextsForm(request=request).fields
        elsewhere = [message for key, message in refusal.problems.items() if key not in known]
        if elsewhere:
            raise ValidationError(elsewhere) from refusal
        raise ValidationError(refusal.problems) from refusal
    except NotEditable as refusal:
        raise ValidationError(_("This pledge does not wait for a decision any more.")) from refusal


def return_(*, request, by, reason):
    try:
        return pledge_return(proposal=request, by=by, reason=reason)
    except NotEditable as refusal:
        raise ValidationError(_("This pledge does not wait for a decision any more.")) from refusal


def of_organisations(organisations):
    return Q(organisation__in=organisations) | Q(confirmations__organisation__in=organisations)


def url_for_person(request):
    return reverse("pledging:proposal", args=[request.key])


def connect():
    register(
        Kind(
            code="pledge",
            model=PledgeProposal,
            label=gettext_lazy("Pledge"),
            permission=MODERATE,
            changes=changes,
            accept=accept,
            return_=return_,
            form_class=PledgeTextsForm,
            subject=lambda request: title_of(request, active_language())[0],
            url_for_person=url_for_person,
            of_organisations=of_organisations,
        )
    )
