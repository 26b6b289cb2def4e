"""What an import writes in the log of an organisation: from which file and row its facts came."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log

ADDED, COMPLETED = "partners.import_added", "partners.import_completed"


def note(organisation, action, by, *, file, row, revision=None):
    """Write one line in the log of an organisation."""
    data = {"file": file, "row": row}
    log(instance=organisation, action=action, user=by, revision=revision, data=data, content_changed=True)


class _Formatter(LogFormatter):
    def format_message(self, log_entry):
        data = log_entry.data or {}
        return _("{message}: {file}, row {row}").format(
            message=self.message, file=data.get("file", ""), row=data.get("row", "")
        )


@hooks.register("register_log_actions")
def register(actions):
    @actions.register_action(ADDED)
    class Added(_Formatter):
        label = gettext_lazy("Import")
        message = gettext_lazy("Added from a spreadsheet")

    @actions.register_action(COMPLETED)
    class Completed(_Formatter):
        label = gettext_lazy("Import")
        message = gettext_lazy("Empty facts completed from a spreadsheet")
