from consultations.kinds import Channel, Mandate, Publication, QuestionKind, RespondentKind, Stance

from .consultations import Consultation, Extension, Phase
from .contributions import Answer, Batch, Choice, ClauseComment, Contribution, Receipt, Source
from .drafts import AnswerFile, Draft, RespondentLink, SpentProof, Telling
from .identities import AccessEntry, Consent, ConsentText, Erasure, Identity, RetentionRun
from .pages import ConsultationIndexPage, ConsultationPage
from .versions import Clause, ClauseInVersion, Option, Question, QuestionInVersion, QuestionnaireVersion

__all__ = [
    "AccessEntry",
    "Answer",
    "AnswerFile",
    "Batch",
    "Channel",
    "Choice",
    "Clause",
    "ClauseComment",
    "ClauseInVersion",
    "Consent",
    "ConsentText",
    "Consultation",
    "ConsultationIndexPage",
    "ConsultationPage",
    "Contribution",
    "Draft",
    "Erasure",
    "Extension",
    "Identity",
    "Mandate",
    "Option",
    "Phase",
    "Publication",
    "Question",
    "QuestionInVersion",
    "QuestionKind",
    "QuestionnaireVersion",
    "Receipt",
    "RespondentKind",
    "RespondentLink",
    "RetentionRun",
    "Source",
    "SpentProof",
    "Stance",
    "Telling",
]
