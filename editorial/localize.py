"""Guards around wagtail-localize 1.14.5, which knows no approval and can write over what people wrote.

- a translation is never written into a page that is there already, as "include subtree" did for all pages below;
- no synced mode for pages: its editor has no workflow, and publishes what lacks a translation in the other language;
- no synchronised trees: they put live mirrors of one language's pages among those of the other.

Each is refused where the data is written, so that screens, commands and code meet it alike; the screens that lead
there say where to go instead. The tests beside this fail the day one of them is no longer needed.
"""

from functools import wraps

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation

from core.models import BasePage


def apply():
    if not hasattr(Translation.save_target, "__wrapped__"):
        Translation.save_target = _only_new_pages(Translation.save_target)
    pre_save.connect(refuse_synced_mode, sender=Translation, dispatch_uid="refuse_synced_mode")
    pre_save.connect(refuse_synchronised_trees, sender=LocaleSynchronization, dispatch_uid="refuse_synchronised_trees")
    LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]


def _is_of_a_page(translation):
    model = translation.source.specific_content_type.model_class()
    return model is not None and issubclass(model, BasePage)


def _only_new_pages(save_target):
    @wraps(save_target)
    def wrapper(self, *args, **kwargs):
        there = Page.objects.filter(translation_key=self.source.object_id, locale_id=self.target_locale_id)
        if _is_of_a_page(self) and there.exists():
            raise ValidationError(_("This page exists already in that language: its text would be overwritten."))
        return save_target(self, *args, **kwargs)

    return wrapper


def refuse_synced_mode(sender, instance, **kwargs):
    if instance.enabled and _is_of_a_page(instance):
        raise ValidationError(_("Pages are translated in the ordinary editor, where they are reviewed and approved."))


def refuse_synchronised_trees(sender, instance, **kwargs):
    raise ValidationError(_("One language’s pages are not mirrored into another: each is written and approved."))


def explain(request, page_id):
    """Instead of wagtail-localize's own screens for pages."""
    page = get_object_or_404(Page, pk=page_id)
    messages.warning(request, _("Start and follow a translation in the panel “Other language” of the page editor."))
    return redirect("wagtailadmin_pages:edit", page.pk)


urlpatterns = [
    path("localize/submit/page/<int:page_id>/", explain),
    path("localize/page/<int:page_id>/convert_to_alias/", explain),
]
"""Registered before wagtail-localize's own, whose addresses these are."""

MENU_ITEMS = {"localize-restart-translation", "localize-convert-to-alias"}


def drop_menu_items(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name not in MENU_ITEMS]


def drop_report(request, menu_items):
    menu_items[:] = [item for item in menu_items if "localize/reports" not in item.url]
