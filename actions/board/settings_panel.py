"""The help beside the settings of a plan: what they mean for this plan."""

from wagtail.admin.panels import HelpPanel

from .settings import settings_in_words


class SettingsPanel(HelpPanel):
    def __init__(self, template="actions/board/settings_help.html", **kwargs):
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def sentences(self):
            return settings_in_words(self.instance)
