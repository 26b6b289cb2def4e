from wagtail.snippets.models import register_snippet

from .lineage import journal as lineage_journal  # noqa: F401
from .moderation import journal, waiting  # noqa: F401
from .space import admin_hooks  # noqa: F401
from .viewsets import PartnersGroup

register_snippet(PartnersGroup)
