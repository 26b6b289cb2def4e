from wagtail.snippets.models import register_snippet

from .vocabularies import VocabularyGroup

register_snippet(VocabularyGroup)
