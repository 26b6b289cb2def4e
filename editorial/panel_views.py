"""What the buttons of the side panel do; each leads back to the editor, with what happened in words."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import Page

from core.languages import language_name
from core.models import BasePage

from .beside import Beside, take_blocks_of_the_draft
from .models import Alignment
from .refusals import PublicationRefused
from .services.alignment import alignment_record, counterparts, no_translation_record
from .services.figures import figures_copy
from .services.translation import translation_start


class CounterpartForm(forms.Form):
    """Which text somebody had before them: the counterpart, in a revision that is still its latest."""

    counterpart = forms.IntegerField()
    revision = forms.IntegerField(required=False)

    def __init__(self, data, page):
        super().__init__(data)
        self.others = {other.pk: other for other in counterparts(page)}

    def clean(self):
        cleaned = super().clean()
        other = self.others.get(cleaned.get("counterpart"))
        if other is None:
            raise forms.ValidationError(_("The page in the other language is gone. Nothing was changed."))
        latest = other.get_latest_revision()
        if cleaned.get("revision") != (latest and latest.pk):
            raise forms.ValidationError(
                _("The other language changed since you opened this page. Look at it again: nothing was changed.")
            )
        return cleaned | {"counterpart": other}


class NoTranslationForm(forms.Form):
    """Why a change needs no translation: the page's own, or the other language's."""

    about = forms.ChoiceField(choices=[("own", ""), ("other", "")])
    reason = forms.CharField(
        max_length=300,
        error_messages={
            "required": gettext_lazy("Say why no translation is needed."),
        },
    )


class PanelView(View):
    """Somebody who may edit that page."""

    http_method_names = ["post"]

    @cached_property
    def page(self):
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if not isinstance(page, BasePage):
            raise Http404
        return page

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            return self.act() or self.back()
        except PublicationRefused as refused:
            return self.back(refused.message)

    def act(self):
        """Do it and say what happened; may lead elsewhere than to the editor."""
        raise NotImplementedError

    def back(self, *problems):
        for problem in problems:
            messages.error(self.request, problem)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def problems_of(self, form):
        """The errors of a form as sentences."""
        return [message for errors in form.errors.values() for message in errors]


class CounterpartView(PanelView):
    """The panel's text anew, for who leaves the editor open while a colleague writes."""

    http_method_names = ["get"]

    def get(self, request, *args, **kwargs):
        take_blocks_of_the_draft(self.page)
        return render(request, "editorial/panel.html", {"beside": Beside(self.page, request.user), "page": self.page})


class StartTranslationView(PanelView):
    def act(self):
        language = self.kwargs["language"]
        made = translation_start(page=self.page, language=language, by=self.request.user)
        messages.success(
            self.request,
            _("The page in %(language)s is there as a draft, with this text to translate.")
            % {"language": language_name(language)},
        )
        if made.permissions_for_user(self.request.user).can_edit():
            return redirect("wagtailadmin_pages:edit", made.pk)


class RecordAlignmentView(PanelView):
    def act(self):
        form = CounterpartForm(self.request.POST, self.page)
        if not form.is_valid():
            return self.back(*self.problems_of(form))
        alignment_record(page=self.page, counterpart=form.cleaned_data["counterpart"], by=self.request.user)
        messages.success(self.request, _("Noted: this text says the same as the other language."))


class NoTranslationView(PanelView):
    def act(self):
        form = NoTranslationForm(self.request.POST)
        if not form.is_valid():
            return self.back(*self.problems_of(form))
        reason = form.cleaned_data["reason"]
        if form.cleaned_data["about"] == "own":
            no_translation_record(page=self.page, by=self.request.user, reason=reason)
            messages.success(self.request, _("Noted: once approved, this change goes live by itself."))
            return None
        about = CounterpartForm(self.request.POST, self.page)
        if not about.is_valid():
            return self.back(*self.problems_of(about))
        alignment_record(
            page=self.page,
            counterpart=about.cleaned_data["counterpart"],
            by=self.request.user,
            kind=Alignment.Kind.NOT_NEEDED,
            reason=reason,
        )
        messages.success(self.request, _("Noted: what changed in the other language needs no change here."))


class CopyFiguresView(PanelView):
    def act(self):
        lock = self.page.get_lock()
        if lock and lock.for_user(self.request.user):
            return self.back(_("This page is locked: nothing was copied."))
        form = CounterpartForm(self.request.POST, self.page)
        if not form.is_valid():
            return self.back(*self.problems_of(form))
        places = figures_copy(page=self.page, by=self.request.user, counterpart=form.cleaned_data["counterpart"])
        if not places:
            messages.info(self.request, _("There was nothing to copy: figures and structure are the same."))
            return None
        messages.success(
            self.request,
            ngettext(
                "Copied in %(count)s place, in a new draft. No text of yours was changed.",
                "Copied in %(count)s places, in a new draft. No text of yours was changed.",
                places,
            )
            % {"count": places},
        )


urlpatterns = [
    path("pages/<int:page_id>/counterpart/", CounterpartView.as_view(), name="counterpart"),
    path("pages/<int:page_id>/translate/<str:language>/", StartTranslationView.as_view(), name="start_translation"),
    path("pages/<int:page_id>/aligned/", RecordAlignmentView.as_view(), name="record_alignment"),
    path("pages/<int:page_id>/no-translation/", NoTranslationView.as_view(), name="no_translation"),
    path("pages/<int:page_id>/copy-figures/", CopyFiguresView.as_view(), name="copy_figures"),
]
