"""The form of a consultation, in tabs; texts stand in every language side by side."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface

from editorial.viewsets import group, in_every_language

from .forms import ConsultationForm

FIXED = {
    "code": _("Fixed by the opening: it stands in the address, and in what people were sent."),
    "organisation": _("Fixed by the opening: people were told who answers for their data."),
    "opens_on": _("Fixed by the opening."),
    "closes_on": _("Fixed by the opening. Give people more time with an extension, in the dossier."),
}


class FixedPanel(FieldPanel):
    """A field until the opening; afterwards its value, and why it does not change."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if self.form is not None and self.bound_field is None:
                self.read_only = True
                self.heading = capfirst(self.panel.db_field.verbose_name)
                self.help_text = FIXED[self.field_name]


class OpenedPanel(HelpPanel):
    """Says, once it is open, what readers see of a change of the questions."""

    def __init__(self, template="consultations/authoring/opened_help.html", **kwargs):
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and self.instance.is_opened


def side_by_side(*fields):
    return [FieldRowPanel(in_every_language(field)) for field in fields]


FACTS = [
    MultiFieldPanel(
        [*side_by_side("name"), FixedPanel("code"), "fictional", "is_public"], heading=_("Name")
    ),
    group(_("Who asks, and about what"), FixedPanel("organisation"), "government", "plan", "themes"),
    group(
        _("Days"), FieldRowPanel([FixedPanel("opens_on"), FixedPanel("closes_on")]), "grace_hours", "results_from"
    ),
    group(_("Contact point"), *side_by_side("contact_name"), FieldRowPanel(["contact_email", "contact_telephone"])),
]  # fmt: skip
PRIVACY = [
    group(_("What readers are told"), *side_by_side("purpose", "legal_basis", "recipients")),
    group(_("How long data is kept"), "keep_sent_months", "keep_unsent_days", "keep_withdrawn_days"),
]


def edit_handler():
    return TabbedInterface(
        [
            ObjectList(FACTS, heading=_("Facts")),
            ObjectList([OpenedPanel(), "questionnaire"], heading=_("Questions")),
            ObjectList([OpenedPanel(), "draft_text"], heading=_("Draft text")),
            ObjectList(PRIVACY, heading=_("Personal data")),
        ],
        base_form_class=ConsultationForm,
    )
