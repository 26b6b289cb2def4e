"""Exceptions to joint publication: the list, a new one, the end of one."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from core.dates import today
from core.languages import language_codes, localized_name

from .exception_forms import ExceptionForm
from .filters import SOON, ExceptionFilterSet
from .models import LanguageException, Pair
from .overview import Rows
from .refusals import PublicationRefused
from .report_views import STYLE, Column, ScreenMixin
from .services.exceptions import exception_end, exception_record, is_alone
from .telling import live_words


class ExceptionsView(ScreenMixin, ReportView):
    """Which pages may be there in one language only, why and until when."""

    model = LanguageException
    page_title = gettext_lazy("Exceptions")
    header_icon = "warning"
    index_url_name = "editorial:exceptions"
    index_results_url_name = "editorial:exceptions_results"
    filterset_class = ExceptionFilterSet
    default_ordering = "-until"
    list_export = []
    verbose_name_plural = gettext_lazy("exceptions")

    @cached_property
    def columns(self):
        return [
            Column("page", "exception_page", label=_("Page")),
            Column("reason", "exception_reason", label=_("Reason")),
            Column("until", "exception_until", label=_("Until"), sort_key="until"),
            Column("end", "exception_end", label=_("State")),
        ]

    @cached_property
    def header_buttons(self):
        if not self.user_has_permission("add"):
            return []
        label, address = _("New exception"), reverse("editorial:add_exception")
        return [HeaderButton(label, url=address, icon_name="plus")]

    def get_base_queryset(self):
        return LanguageException.objects.select_related("by", "ended_by").order_by("-until", "-pk")

    def get_filtered_queryset(self):
        return self.get_queryset()

    def get_table(self, object_list):
        exceptions = list(object_list)
        cells = Rows(self.request.user).of_pages({exception.page_id for exception in exceptions})
        may_end = self.user_has_permission("change")
        return super().get_table([self._row(one, cells[one.page_id], may_end) for one in exceptions])

    def _row(self, exception, cell, may_end):
        ends = exception.is_active and may_end and cell.edit_url
        return {
            "exception": exception,
            "cell": cell,
            "is_about_to_end": exception.is_active and exception.until <= today() + SOON,
            "end_url": reverse("editorial:end_exception", args=[exception.page_id]) if ends else "",
            "prolong_url": f"{reverse('editorial:add_exception')}?page={exception.page_id}" if ends else "",
        }


class ExceptionScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A screen that leads back to the list."""

    model = LanguageException
    header_icon = "warning"

    def get_breadcrumbs_items(self):
        index = {"url": self.get_success_url(), "label": _("Exceptions")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def get_success_url(self):
        return reverse("editorial:exceptions")


class AddExceptionView(ExceptionScreen, FormView):
    page_title = gettext_lazy("New exception")
    permission_required = "add"
    template_name = "editorial/form.html"
    form_class = ExceptionForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        asked = self.request.GET.get("page", "")
        known = Page.objects.filter(pk=asked, depth__gt=1).first() if asked.isdecimal() and len(asked) < 10 else None
        if known is None:
            return {}
        holds = LanguageException.objects.filter(page_id=known.pk, ended_at=None).first()
        names = [localized_name("reason", code) for code in language_codes()] if holds else []
        return {"page": known} | {name: getattr(holds, name) for name in names}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        explanation = _(
            "The languages of this page go live, and change, at the same moment. "
            "An exception lets one of them be there alone for a while; the page says so to its readers."
        )
        return context | {
            "explanation": explanation,
            "button": _("Decide"),
            "media": context["form"].media + STYLE,
            "back_url": self.get_success_url(),
        }

    def form_valid(self, form):
        data = form.cleaned_data
        reasons = {code: data[name] for code, name in form.reasons.items()}
        try:
            was_live = data["page"].live
            exception, outcome = exception_record(
                page=data["page"], reasons=reasons, until=data["until"], by=self.request.user
            )
        except ValidationError as error:
            form.add_error(None if hasattr(error, "error_dict") else "page", error)
            return self.form_invalid(form)
        except PublicationRefused as refused:
            form.add_error("page", refused.message)
            return self.form_invalid(form)
        self._tell(exception, outcome, was_live)
        return redirect(self.get_success_url())

    def _tell(self, exception, outcome, was_live):
        about = {"page": exception.page.get_admin_display_title(), "day": date_format(exception.until)}
        if outcome.went_live:
            words = _("“%(page)s” went live without the other language. It may stay so until %(day)s.") % about
            messages.success(self.request, f"{words} {live_words(exception.page)}")
        elif was_live:
            messages.success(self.request, _("The exception of “%(page)s” holds until %(day)s.") % about)
        else:
            words = _("“%(page)s” may be published without the other language until %(day)s, once it is approved.")
            messages.success(self.request, words % about)


class EndExceptionView(ExceptionScreen, TemplateView):
    """Asks whether, and says beforehand what will happen."""

    page_title = gettext_lazy("End the exception")
    permission_required = "change"
    template_name = "editorial/end_exception.html"

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    @cached_property
    def exception(self):
        return LanguageException.objects.filter(page_id=self.page.pk, ended_at=None).first()

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.exception else self.nothing_to_end()

    def post(self, request, *args, **kwargs):
        if not self.exception:
            return self.nothing_to_end()
        was_live = self.page.live
        exception_end(exception=self.exception, by=request.user)
        about = {"page": self.page.get_admin_display_title()}
        if was_live and not Page.objects.filter(pk=self.page.pk, live=True).exists():
            words = _("The exception is over. “%(page)s” was taken down, because its other language is not live.")
            messages.warning(request, words % about)
        else:
            messages.success(request, _("The exception of “%(page)s” is over.") % about)
        return redirect(self.get_success_url())

    def nothing_to_end(self):
        messages.info(self.request, _("This page has no exception any more."))
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "exception": self.exception,
            "goes_down": self.page.live and is_alone(Pair.objects.of(self.page), ending=self.exception),
            "back_url": self.get_success_url(),
        }


urlpatterns = [
    path("exceptions/", ExceptionsView.as_view(), name="exceptions"),
    path("exceptions/results/", ExceptionsView.as_view(results_only=True), name="exceptions_results"),
    path("exceptions/add/", AddExceptionView.as_view(), name="add_exception"),
    path("pages/<int:page_id>/exception/end/", EndExceptionView.as_view(), name="end_exception"),
]
