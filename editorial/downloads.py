"""Lists as files: exactly what is filtered, however long, without holding it in memory."""

import re
from functools import partial
from tempfile import TemporaryFile

from django.forms import Media
from django.http import FileResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What a spreadsheet may take for a formula, also in the wide signs of East Asian keyboards (OWASP, CSV injection)."""


def harmless(value):
    """A value for a cell: no text is a formula, for a spreadsheet that opens the file would calculate it."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


class DownloadMixin(SpreadsheetExportMixin):
    """For a list view that says its `headings()` and, in batches, its `lines(objects)`."""

    def get_context_data(self, **kwargs):
        """A download needs the rows and nothing else: Wagtail's context reads them all to count them."""
        if self.is_export:
            return {"object_list": self.object_list, "media": Media()}
        return super().get_context_data(**kwargs)

    @cached_property
    def list_export(self):
        return list(self.headings())

    def get_heading(self, queryset, field):
        return self.headings_of_file[field]

    def to_row_dict(self, line):
        return line

    def as_spreadsheet(self, queryset, spreadsheet_format):
        self.headings_of_file = {name: str(heading) for name, heading in self.headings().items()}
        return super().as_spreadsheet(self._one_by_one(queryset, get_language()), spreadsheet_format)

    def _one_by_one(self, queryset, language):
        """The lines; a streamed answer is made when Wagtail has left the reader's language already."""
        following = override(language)(partial(next, iter(self.lines(queryset)), None))
        while (batch := following()) is not None:
            yield from batch

    def stream_csv(self, queryset):
        yield "\ufeff".encode()  # tells spreadsheets that what follows is UTF-8
        yield from super().stream_csv(queryset)

    def preprocess_field_value(self, field, value, export_format):
        return harmless(super().preprocess_field_value(field, value, export_format))

    def write_xlsx_response(self, queryset):
        output = TemporaryFile()  # noqa: SIM115 - the response closes it
        self.write_xlsx(queryset, output)
        output.seek(0)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return FileResponse(output, as_attachment=True, content_type=kind, filename=f"{self.get_filename()}.xlsx")
