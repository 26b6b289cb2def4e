from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .gallery import hooks as gallery_hooks  # noqa: F401
from .models import RecordPage


@hooks.register("before_copy_page")
def refuse_a_copy_that_would_belong_to_no_record(request, page):
    if isinstance(page.specific, RecordPage):
        messages.error(request, _("This page belongs to a record. Make a new record: it comes with its pages."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
