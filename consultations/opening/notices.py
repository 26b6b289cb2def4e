"""Who is to be told by mail of a change or of more time, and was not told yet."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef, Q

from consultations.models import (
    Contribution,
    Draft,
    Extension,
    Phase,
    QuestionnaireVersion,
    Telling,
)
from core.sealing import Unreadable, unseal

from .comparing import questions_in
from .differences import clauses_changed


@dataclass
class Notice:
    """One mail: to one address, about one version or extension."""

    about: QuestionnaireVersion | Extension
    previous: QuestionnaireVersion | None = None
    contributions: list = field(default_factory=list)
    drafts: list = field(default_factory=list)

    @property
    def language(self):
        return (self.contributions or self.drafts)[0].language

    @property
    def email(self):
        """The address, or "" where none can be read that a mail could reach."""
        sealed = [*(one.identity.sealed for one in self.contributions), *(one.sealed for one in self.drafts)]
        for text in sealed:
            try:
                email = unseal(text).get("email", "").strip()
                validate_email(email)
            except (Unreadable, ValidationError):
                continue
            return email
        return ""

    def rows(self, at):
        """That they were told, once for each contribution and draft."""
        name = "version" if isinstance(self.about, QuestionnaireVersion) else "extension"
        known = {name: self.about, "told_at": at}
        return [
            *(Telling(contribution=one, **known) for one in self.contributions),
            *(Telling(draft=one, **known) for one in self.drafts),
        ]


def notices(at):
    """Every notice that waits at that moment; what came to a consultation that closed meanwhile is told to nobody."""
    for version in QuestionnaireVersion.objects.filter(kind=QuestionnaireVersion.Kind.CHANGE).order_by("made_at"):
        if version.consultation.phase(at) == Phase.OPEN:
            yield from notices_of_version(version)
    for extension in Extension.objects.select_related("consultation"):
        yield from notices_of_extension(extension, at)


def notices_of_version(version):
    """To who answered a question that goes on no longer, commented on a clause that changed, or is still writing."""
    consultation = version.consultation
    previous = consultation.versions.get(number=version.number - 1)
    earlier = {"consultation": consultation, "version__number__lt": version.number}
    sent = Contribution.objects.filter(
        Exists(_of(previous, version)), state=Contribution.State.SENT, identity__email_digest__gt="", **earlier
    ).exclude(Exists(Telling.objects.filter(version=version, contribution=OuterRef("pk"))))
    begun = Draft.objects.filter(sent_at__isnull=True, email_digest__gt="", **earlier)
    begun = begun.exclude(Exists(Telling.objects.filter(version=version, draft=OuterRef("pk"))))
    return _grouped(version, previous, sent.select_related("identity"), begun)


def _of(previous, version):
    """The contributions that this change touches."""
    gone = set(questions_in(previous.document)) - set(questions_in(version.document))
    rewritten, dropped, _new = clauses_changed(previous.document, version.document)
    touched = Q(answers__question__uid__in=gone) | Q(comments__clause__uid__in=[*rewritten, *dropped])
    return Contribution.objects.filter(touched, pk=OuterRef("pk"))


def notices_of_extension(extension, at):
    """To who is still writing; only of the newest extension, as long as it is open."""
    consultation = extension.consultation
    if consultation.extensions.first() != extension or consultation.phase(at) != Phase.OPEN:
        return []
    begun = Draft.objects.filter(
        consultation=consultation, sent_at__isnull=True, email_digest__gt="", started_at__lte=extension.decided_at
    ).exclude(Exists(Telling.objects.filter(extension=extension, draft=OuterRef("pk"))))
    return _grouped(extension, None, [], begun)


def _grouped(about, previous, contributions, drafts):
    """One per address: who sent three contributions gets one mail."""
    found = {}
    for one in contributions:
        notice = found.setdefault(one.identity.email_digest, Notice(about, previous))
        notice.contributions.append(one)
    for one in drafts.select_related("contribution"):
        found.setdefault(one.email_digest, Notice(about, previous)).drafts.append(one)
    return list(found.values())
