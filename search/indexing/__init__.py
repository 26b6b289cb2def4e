"""What gets into the search index, and keeps it right."""

from .freshness import connect, held
from .refreshing import refresh_commitments, refresh_pages
from .whole import differences, rebuild

__all__ = ["connect", "differences", "held", "rebuild", "refresh_commitments", "refresh_pages"]
