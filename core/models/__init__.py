from .letterhead import FooterLink, Funder, SiteSettings
from .listings import ListingPage
from .media import SiteDocument, SiteImage, SiteRendition
from .pages import BasePage
from .records import NamedRecord, Record, RecordPage, one_page_per_language
from .vocabularies import Goal, GuidingPrinciple, Sector, Term, Theme

__all__ = [
    "BasePage",
    "FooterLink",
    "Funder",
    "Goal",
    "GuidingPrinciple",
    "ListingPage",
    "NamedRecord",
    "Record",
    "RecordPage",
    "Sector",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteSettings",
    "Term",
    "Theme",
    "one_page_per_language",
]
