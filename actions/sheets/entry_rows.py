"""Rows of logs: those that are there stay as they are, new ones are sent in and wait for approval."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from actions.indicators.decimals import validate_decimals
from actions.models import Evidence, Measurement, Milestone, StatusReport, Target
from actions.services.figures import measurement_submit, target_submit
from actions.services.reports import report_submit, reports_confirm
from actions.services.submissions import may_submit, may_translate, saying_translate
from core.dates import today
from core.languages import language_codes
from core.sheets.kinds import Day
from core.sheets.problems import CellProblem
from core.validators import validate_plausible_day

from .columns import Use
from .difference import CHANGED, NEW, Change, RowChange
from .record_rows import complain_of, written
from .references import Waits

SAME_SAYING = {
    StatusReport: ("holds_on", "status", "unchanged", "language", "moves_to"),
    Target: ("value", "due_on", "language"),
    Measurement: ("value", "measured_on", "source", "language"),
}
"""A new row that says the same as one of the log in these columns, and in its words, is that one."""


class EntryRows:
    """The rows of one log."""

    def __init__(self, work, form):
        self.work, self.form, self.model = work, form, form.model
        self.subject = "commitment" if self.model is StatusReport else "indicator"
        self.seen = {}

    def carry_out(self, batch):
        numbers = [row.get("id") for row in batch if row.get("id") and 0 < row.get("id") < 2**63]
        existing = {said.pk: said for said in self.work.rows.of(self.model, only=numbers)}
        for row in batch:
            try:
                self._row(row, existing)
            except Waits:
                pass
            except CellProblem as problem:
                row.complain(self.subject, problem.message)

    def _row(self, row, existing):
        number = row.get("id")
        if "id" in row.wrong:
            return
        if number is None:
            self._new(row)
        elif number in self.seen:
            row.complain("id", _("Row %(row)s is about the same; keep one of the two.") % {"row": self.seen[number]})
        elif number not in existing:
            row.complain("id", _("This plan has no such row. Leave the number empty in a new row."))
        else:
            self.seen[number] = row.number
            self._known(row, existing[number])

    # What is in the log

    def _known(self, row, said):
        """Nothing of it changes; only the words of another language can be added where they are missing."""
        added = []
        for name, value in row.values.items():
            column = self.form.by_name[name]
            present = column.tidy(said)
            if column.use in (Use.SHOWN, Use.KEY) or column.kind.same(value, present):
                continue
            if column.use is Use.ADDED and present is None and column.language != said.language and said.reason:
                added.append((column, value))
            elif not (column.use is Use.ADDED and value is None and column.language != said.language):
                row.complain(name, _("What is in the log stays. Add a row that corrects it."))
        if added and not row.wrong:
            self._translate(row, said, added)
        elif not row.wrong:
            self.work.leave(row, said)

    def _translate(self, row, said, added):
        if not may_translate(submission=said, user=self.work.user):
            raise CellProblem(_("This is for people of the same government."))
        for column, value in added:
            try:
                saying_translate(saying=said, language=column.language, reason=value, by=self.work.user)
            except ValidationError as error:
                row.complain(column.name, " ".join(error.messages))
        changes = [Change(column.name, "", written(column, value)) for column, value in added]
        self.work.changed(row, RowChange(self.form.title, row.number, CHANGED, str(said)[:150], changes), said)

    # What is new

    def _new(self, row):
        subject = self._subject(row)
        self._check(row)
        if subject and self.model is not StatusReport and row.get("value") is not None:
            self._check_decimals(row, subject)
        if row.wrong or subject is None:
            return
        right = f"actions.add_{self.model._meta.model_name}"
        if not may_submit(organisation=subject.organisation, user=self.work.user, right=right):
            raise CellProblem(_("You may not send in anything for this organisation: it is of another government."))
        if self._is_there(row, subject):
            self.work.leave(row, None)
            return
        try:
            with transaction.atomic():
                said = self._submit(row, subject)
                self._add_words(row, said)
        except ValidationError as error:
            self._complain(row, error)
        except IntegrityError:
            raise CellProblem(_("The database refuses this row.")) from None
        else:
            changes = [
                Change(name, "", written(column, row.get(name)))
                for name, column in self.form.by_name.items()
                if column.use in (Use.ENTRY, Use.ADDED) and row.get(name) not in (None, False)
            ]
            self.work.changed(row, RowChange(self.form.title, row.number, NEW, str(said)[:150], changes), None)

    def _subject(self, row):
        code = row.get(self.subject)
        if self.subject in row.wrong:
            return None
        if code is None:
            row.complain(self.subject, _("Say what this row is about."))
            return None
        return getattr(self.work.references, self.subject)(code)

    def _check(self, row):
        """What the cells of a new row have to say by themselves."""
        if row.get("state") not in (None, self.model.State.SUBMITTED) or row.get("decided_on"):
            row.complain("state", _("A new row waits for approval. Leave this cell empty."))
        for name, value in row.values.items():
            if isinstance(self.form.by_name[name].kind, Day) and value and name not in row.wrong:
                try:
                    validate_plausible_day(value)
                except ValidationError as error:
                    row.complain(name, " ".join(error.messages))
        self._check_words(row)

    def _check_decimals(self, row, indicator):
        try:
            validate_decimals(row.get("value"), indicator.decimals)
        except ValidationError as error:
            row.complain("value", " ".join(error.messages))

    def _check_words(self, row):
        language = row.get("language")
        said = [code for code in language_codes() if row.get(f"reason_{code}")]
        if language is None and "language" not in row.wrong and (said or self.model is not StatusReport):
            row.complain("language", _("Say in which language the row is written."))
        elif said and language and language not in said:
            row.complain(f"reason_{language}", _("The text in the language of the row is missing."))

    def _is_there(self, row, subject):
        """Whether the log has this already: a file that is taken in twice adds nothing the second time."""
        values = {name: row.get(name) for name in SAME_SAYING[self.model] if name in row.values}
        if "unchanged" in values:
            values["unchanged"] = bool(values["unchanged"])
        words = row.get(f"reason_{row.get('language')}") or ""
        same = self.model.objects.filter(**{self.subject: subject}, **values, reason=words)
        return same.exclude(state=self.model.State.RETURNED).exists()

    def _submit(self, row, subject):
        words = {"reason": row.get(f"reason_{row.get('language')}") or "", "language": row.get("language") or ""}
        common = {self.subject: subject, "by": self.work.user, "corrects": self._corrected(row, subject), **words}
        if self.model is Target:
            return target_submit(value=row.get("value"), due_on=row.get("due_on"), **common)
        if self.model is Measurement:
            day, source = row.get("measured_on"), row.get("source") or ""
            return measurement_submit(value=row.get("value"), measured_on=day, source=source, **common)
        if row.get("unchanged"):
            return self._confirm(row, subject, words["language"])
        return report_submit(
            status=row.get("status") or "",
            holds_on=row.get("holds_on"),
            moves_to=row.get("moves_to"),
            evidence=[Evidence(url=address) for address in row.get("evidence") or ()],
            milestones=self._milestones(row, subject),
            **common,
        )

    def _confirm(self, row, commitment, language):
        """“Nothing changed” is said of today and says nothing else."""
        for name in ("moves_to", "evidence", "milestones", "corrects", *_reasons()):
            if row.get(name):
                row.complain(name, _("A report that nothing changed has nothing else to say. Empty this cell."))
        if row.get("holds_on") not in (None, today()):
            row.complain("holds_on", _("“Nothing changed” holds for today. Leave the day empty."))
        current = type(commitment).objects.with_status().get(pk=commitment.pk).status
        if row.get("status") not in (None, current):
            row.complain("status", _("The status is another one than before, so something changed."))
        if row.wrong:
            raise ValidationError([])
        return reports_confirm(commitments=[commitment], language=language, by=self.work.user)[0]

    def _corrected(self, row, subject):
        number = row.get("corrects")
        if number is None:
            return None
        found = self.model.objects.filter(**{self.subject: subject}, pk=number if 0 < number < 2**63 else 0).first()
        if found is None:
            row.complain("corrects", _("The log has no row with this number about the same."))
            raise ValidationError([])
        return found

    def _milestones(self, row, commitment):
        codes = row.get("milestones") or ()
        numbers = [int(code) for code in codes if code.isascii() and code.isdecimal() and len(code) < 18]
        found = list(Milestone.objects.filter(commitment=commitment, pk__in=numbers).order_by("pk"))
        if len(found) != len(codes):
            row.complain("milestones", _("Give the row numbers of milestones of this commitment."))
            raise ValidationError([])
        return found

    def _add_words(self, row, said):
        """The same reason in the other languages."""
        for code in language_codes():
            words = row.get(f"reason_{code}")
            if words and code != said.language and said.reason:
                try:
                    saying_translate(saying=said, language=code, reason=words, by=self.work.user)
                except ValidationError as error:
                    row.complain(f"reason_{code}", " ".join(error.messages))
                    raise ValidationError([]) from None

    def _complain(self, row, error):
        """A rule of the log was broken; an empty error was said at its cell already."""
        if hasattr(error, "error_dict"):
            names = {"url": "evidence", "reason": f"reason_{row.get('language')}"}
            error = ValidationError({names.get(name, name): found for name, found in error.error_dict.items()})
        elif not error.messages:
            return
        complain_of(row, error, self.subject)


def _reasons():
    return [f"reason_{code}" for code in language_codes()]
