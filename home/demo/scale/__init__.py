"""Ever so many invented organisations, plans and commitments with their history, to measure and to try out with.

Made in bulk, straight in the tables: neither editors nor their workflow are in it, and every record says that it is
fictional. The same number gives the same rows.
"""

from core.shell import raise_content_version

from .organisations import grow_organisations
from .plans import grow_plans

MOST = 10_000


def grow(number, user, progress):
    """Have that many synthetic organisations and a quarter as many actions; what is there stays as it is."""
    grow_organisations(number, progress)
    grow_plans(number // 4, user, progress)
    raise_content_version()  # rows made in bulk send no signals
