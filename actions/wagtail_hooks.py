from wagtail.snippets.models import register_snippet

from .viewsets import ActionsGroup

register_snippet(ActionsGroup)
