from wagtail.snippets.models import register_snippet

from .board import waiting  # noqa: F401
from .owners import journal as owners_journal  # noqa: F401
from .reminders import hooks as reminder_hooks  # noqa: F401
from .viewsets import ActionsGroup

register_snippet(ActionsGroup)
