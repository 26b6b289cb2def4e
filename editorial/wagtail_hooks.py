from django.urls import include, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from . import guide_menu, journal, localize, menus, telling  # noqa: F401
from .models import LanguageException
from .permissions import RecordPermissionPolicy
from .vocabularies import VocabularyGroup

register_permission_policy(LanguageException, RecordPermissionPolicy(LanguageException))
register_snippet(VocabularyGroup)
hooks.register("register_log_actions", journal.register)
hooks.register("construct_page_action_menu", localize.drop_menu_items)
hooks.register("construct_reports_menu", localize.drop_report)


@hooks.register("register_admin_urls", order=-1)
def register_admin_urls():
    return [path("editorial/", include("editorial.urls")), *localize.urlpatterns]
