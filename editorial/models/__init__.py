from .alignment import Alignment, NoTranslation
from .assignments import Assignment
from .exceptions import LanguageException
from .pairs import Author, Pair, Ready
from .tasks import LanguageReview, ServiceApproval

__all__ = [
    "Alignment",
    "Assignment",
    "Author",
    "LanguageException",
    "LanguageReview",
    "NoTranslation",
    "Pair",
    "Ready",
    "ServiceApproval",
]
