"""The screens of who opens consultations, and corrects, changes or extends them afterwards."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.services.extending import consultation_extend, extension_checked
from consultations.services.opening import (
    change_checked,
    consultation_open,
    correction_checked,
    opening_checked,
    version_change,
    version_correct,
)
from core.canonical import digest_of
from core.languages import active_language

from .admin_screen import OpeningScreen
from .beside import parts_of, reworded_only
from .differences import changed_since
from .forms import ChangeForm, CorrectionForm, ExtensionForm, SeenForm, words_in


class OpenView(OpeningScreen):
    page_title = gettext_lazy("Open the consultation")
    header_icon = "lock-open"
    form_class = SeenForm
    button = gettext_lazy("Fix the questions and open")
    explanation = gettext_lazy(
        "From now on everybody can cite what is asked: the questions, their options and the draft text stand as "
        "version 1, and so do the days. Afterwards words can be corrected and questions changed only in the open, "
        "each time as a new version with a reason, and the last day can only become later. People can answer from the "
        "first day on."
    )

    def check(self):
        return opening_checked(self.consultation, self.at)

    def get_initial(self):
        return {"seen": digest_of(self.checked[0])} if self.checked[0] else {}

    def act(self, form):
        consultation_open(
            consultation=self.consultation, by=self.request.user, at=self.at, seen=form.cleaned_data["seen"]
        )
        if self.consultation.is_shown:
            return _("Version 1 stands. Everybody can read the questions now.")
        return _("Version 1 stands. Readers see it once the consultation is public.")


class NextVersionScreen(OpenView):
    """The next version, beside the last one."""

    service = None

    def differences(self, document):
        if document is None:
            return {}
        last = self.consultation.version
        return {
            "last": last,
            "sentences": changed_since(last.document, document, active_language()),
            "parts": parts_of(last.document, document),
        }

    def act(self, form):
        version = self.service(
            consultation=self.consultation,
            by=self.request.user,
            at=self.at,
            note=words_in(form, "note"),
            seen=form.cleaned_data["seen"],
            **self.more(form),
        )
        return _("Version %(number)s stands.") % {"number": version.number}

    def more(self, form):
        return {}


class CorrectView(NextVersionScreen):
    page_title = gettext_lazy("Correct words")
    header_icon = "edit"
    form_class = CorrectionForm
    service = staticmethod(version_correct)
    button = gettext_lazy("Make the corrections public")
    explanation = gettext_lazy(
        "An editorial correction puts better words in the place of words: a typing error, a translation, an "
        "explanation. Nobody would answer differently because of it. What was answered counts as before."
    )

    def check(self):
        return correction_checked(self.consultation, self.at)


class ChangeView(NextVersionScreen):
    page_title = gettext_lazy("Change what is asked")
    header_icon = "warning"
    form_class = ChangeForm
    service = staticmethod(version_change)
    button = gettext_lazy("Make the change public")
    explanation = gettext_lazy(
        "A question that changes goes on as a new question: earlier answers to it are kept, but count no longer. "
        "Whoever answered it and left an e-mail address is told what changed and how to answer again."
    )

    def check(self):
        return change_checked(self.consultation, self.at)

    def get_form_kwargs(self):
        document, last = self.checked[0], self.consultation.version
        reworded = reworded_only(last.document, document) if document else []
        return super().get_form_kwargs() | {"reworded": reworded}

    def more(self, form):
        return {"meanings": form.cleaned_data.get("meanings", [])}


class ExtendView(OpeningScreen):
    page_title = gettext_lazy("Give more time")
    header_icon = "time"
    form_class = ExtensionForm
    button = gettext_lazy("Announce the new last day")
    explanation = gettext_lazy(
        "The new last day stands on the page at once, with the reason, and cannot be taken back. Whoever began, has "
        "not sent yet and left an e-mail address is told."
    )

    def check(self):
        extension_checked(self.consultation, self.at)

    def differences(self, document):
        day = _last_day(self.consultation.last_day) if self.consultation.last_day else ""
        return {"explanation": f"{day} {self.explanation}".strip()}

    def act(self, form):
        extension = consultation_extend(
            consultation=self.consultation,
            closes_on=form.cleaned_data["closes_on"],
            reason=words_in(form, "reason"),
            by=self.request.user,
            at=self.at,
        )
        return _last_day(extension.closes_on)


def _last_day(day):
    return _("The last day is %(day)s now.") % {"day": date_format(day, "DATE_FORMAT")}
