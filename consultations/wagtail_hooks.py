from wagtail.snippets.models import register_snippet

from .files import hooks as file_hooks  # noqa: F401
from .paper import journal  # noqa: F401
from .privacy import hooks as privacy_hooks  # noqa: F401
from .viewsets import ConsultationsGroup

register_snippet(ConsultationsGroup)
