from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button, HeaderButton

from actions.board.buttons import submission_buttons
from actions.models import Measurement, Target
from actions.services.figures import measurement_submit, target_submit
from actions.services.submissions import may_submit
from actions.voices.views import SayingCreateView
from editorial.views import DossierView, RecordIndexView

ADD_MEASUREMENT = "actions.add_measurement"


class IndicatorView(DossierView):
    """The dossier of an indicator, which has no pages: readers see it on the page of its action."""

    def get_context_data(self, **kwargs):
        without_pages = {"pages": [], "has_missing_pages": False, "make_pages_url": ""}
        return super().get_context_data(**kwargs) | without_pages


class MeasurementIndexView(RecordIndexView):
    """The log of figures, with the way to send in many at once."""

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if self.request.user.has_perm(ADD_MEASUREMENT):
            url = reverse(Measurement.snippet_viewset.get_url_name("import"))
            buttons.append(HeaderButton(_("Import from a spreadsheet"), url=url, icon_name="upload"))
        return buttons


class TargetCreateView(SayingCreateView):
    success_message = gettext_lazy("The target is sent in. A colleague of the same government approves it.")

    def save_instance(self):
        data = self.form.cleaned_data
        names = ("indicator", "value", "due_on", "language", "reason", "corrects")
        return target_submit(by=self.request.user, **{name: data[name] for name in names})


class MeasurementCreateView(SayingCreateView):
    success_message = gettext_lazy("The figure is sent in. A colleague of the same government approves it.")

    def save_instance(self):
        data = self.form.cleaned_data
        names = ("indicator", "value", "measured_on", "source", "language", "reason", "corrects")
        return measurement_submit(by=self.request.user, **{name: data[name] for name in names})


class FigureView(DossierView):
    """One target or measurement: what it says, who decided, and what can still be done with it."""

    replace_label = ""

    @cached_property
    def header_more_buttons(self):
        figure, user = self.object, self.request.user
        buttons = submission_buttons(figure, user)
        if figure.state == figure.State.APPROVED and self._may_replace(figure, user):
            url = reverse(self.viewset.get_url_name("add"))
            query = urlencode({"indicator": figure.indicator_id, "corrects": figure.pk})
            buttons.append(Button(self.replace_label, url=f"{url}?{query}", icon_name="edit", priority=30))
        return buttons

    def _may_replace(self, figure, user):
        right = f"actions.add_{quote(figure._meta.model_name)}"
        is_replaced = figure.corrections.exclude(state=figure.State.RETURNED).exists()
        return not is_replaced and may_submit(organisation=figure.on_behalf_of, user=user, right=right)


class TargetView(FigureView):
    model = Target
    page_title = gettext_lazy("Target")
    replace_label = gettext_lazy("Move this target")


class MeasurementView(FigureView):
    model = Measurement
    page_title = gettext_lazy("Measurement")
    replace_label = gettext_lazy("Correct this figure")
