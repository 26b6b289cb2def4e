from wagtail.snippets.models import register_snippet

from .viewsets import PartnersGroup

register_snippet(PartnersGroup)
