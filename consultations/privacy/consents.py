"""What people are told, and what they are asked to agree to, before they send.

A public authority asks for views as a task in the public interest (article 6(1)(e) of the GDPR): for that nobody
needs to agree, so people are informed. Consent is for what goes beyond it: a name in a publication (article 6(1)(a))
and sensitive answers (article 9(2)(a)).
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.kinds import Publication
from consultations.questionnaire import read
from core.languages import localized_value

from .periods import periods_of

INFORMATION, PUBLICATION, SENSITIVE = "information", "publication", "sensitive"
"""The keys of the texts: the first informs, the others ask for consent."""


def texts_for(consultation, language):
    """The texts of that consultation in that language: [(key, text)], the information first.

    What was shown of them is kept word for word, with services.identities.consents_record.
    """
    with override(language):
        texts = [(INFORMATION, _information(consultation, language)), (PUBLICATION, _publication())]
        if has_sensitive_questions(consultation):
            texts.append((SENSITIVE, _sensitive(consultation, language)))
    return texts


def needed(publication, has_sensitive_answers):
    """The keys of the texts that somebody must agree to before sending, from what they chose and answered."""
    keys = {PUBLICATION} if publication == Publication.NAME else set()
    return keys | {SENSITIVE} if has_sensitive_answers else keys


def is_consent(key):
    """Whether it is a text to agree to, with a box to tick; otherwise it is only shown."""
    return key != INFORMATION


def has_sensitive_questions(consultation):
    version = consultation.version
    return bool(version) and any(item.sensitive for item in read(version.document).questions.values())


def _information(consultation, language):
    facts = {
        "organisation": consultation.organisation.name_in(language),
        "purpose": localized_value(consultation, "purpose", language),
        "basis": localized_value(consultation, "legal_basis", language),
        "recipients": localized_value(consultation, "recipients", language),
        "contact": contact_in(consultation, language),
    }
    sentences = [_("%(organisation)s is responsible for your personal data in this consultation.") % facts]
    sentences += [_("Why: %(purpose)s") % facts] if facts["purpose"] else []
    sentences += [_("Legal basis: %(basis)s") % facts] if facts["basis"] else []
    sentences += [_("Who receives your data: %(recipients)s") % facts] if facts["recipients"] else []
    sentences += periods_of(consultation)
    sentences.append(_("You can see your data and have it erased, and withdraw your contribution, at any time."))
    sentences += [_("Questions about your data: %(contact)s") % facts] if facts["contact"] else []
    return "\n".join(sentences)


def _publication():
    return _(
        "I agree that my contribution is published with my name. I can take this back at any time; "
        "what was printed or copied before stays as it is."
    )


def _sensitive(consultation, language):
    organisation = consultation.organisation.name_in(language)
    words = _(
        "I agree that %(organisation)s uses my answers to the sensitive questions, for the purpose that stands beside "
        "each of them. I can take this back at any time: these answers are then erased."
    )
    return words % {"organisation": organisation}


def contact_in(consultation, language):
    """The contact point in one line; "" where none is known."""
    name = localized_value(consultation, "contact_name", language)
    return ", ".join(filter(None, [name, consultation.contact_email, consultation.contact_telephone]))
