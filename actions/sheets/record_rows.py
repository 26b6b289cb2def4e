"""Rows of plans, actions, commitments and what belongs to them: new ones are made, others changed."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel
from wagtail.permissions import policy_registry

from actions.board.policies import may_change_for
from actions.indicators.decimals import validate_decimals
from actions.models import Action, ActionPlan, Commitment, Indicator, Milestone, Pillar
from core.dates import today
from core.languages import language_codes, localized_name
from core.services import record_create
from core.sheets.kinds import Day
from core.sheets.problems import CellProblem
from core.validators import validate_plausible_day

from .columns import Use
from .difference import CHANGED, NEW, Change, RowChange
from .references import Waits

MOST_DECIMALS = 4

EMPTY = {"CharField": "", "TextField": "", "SlugField": "", "BooleanField": False}
"""What an empty cell is in such a field; elsewhere it is nothing at all."""

KEEPER = {Pillar: ActionPlan, Milestone: Commitment}
"""Whoever may change the record may change these parts of it."""

NATURAL_KEY = {ActionPlan: "code", Pillar: "number", Action: "code", Commitment: "code", Indicator: "code"}

TWINS = {
    Action: ("number",),
    Commitment: ("action", "organisation", "text"),
    Milestone: ("commitment", "name"),
    Indicator: ("action", "name"),
}
"""A row without a code that says the same in these columns is the record that is there, not a second one."""


class RecordRows:
    """The rows of one sheet of records."""

    def __init__(self, work, form):
        self.work, self.form, self.model = work, form, form.model
        self.key = NATURAL_KEY.get(self.model)
        self.seen = {}

    def carry_out(self, batch):
        existing = self._existing(batch)
        for row in batch:
            try:
                self._row(row, existing)
            except Waits:
                self._fail(row)
            except CellProblem as problem:
                row.complain(self.key or "id", problem.message)
            if row.wrong:
                self._fail(row)

    def _fail(self, row):
        key = row.get(self.key) if self.key else None
        if key is None and self.model is Action and self.work.plan and row.get("number") is not None:
            key = f"{self.work.plan.code}-{row.get('number')}"
        if key is not None:
            self.work.references.fail(self.model, key)

    # Which record a row is about

    def _existing(self, batch):
        """The records of this plan that the rows name: {number or (code,): record}."""
        if self.work.plan is None:
            return {}
        rows = self.work.rows
        numbers = [row.get("id") for row in batch if row.get("id") and 0 < row.get("id") < 2**63]
        named = Q(pk__in=numbers)
        if self.key:
            named |= Q(**{f"{self.key}__in": [row.get(self.key) for row in batch if _sound(row.get(self.key))]})
        every = self.model.objects.filter(named).values_list("pk", flat=True)
        found = {}
        for record in rows.of(self.model, only=list(every)):
            found[record.pk] = record
            if self.key:
                found[(getattr(record, self.key),)] = record
        return found

    def _match(self, row, existing):
        """The record of a row, None for a new one. Raises CellProblem, or complains at a cell, for a wrong key."""
        number, code = row.get("id"), row.get(self.key) if self.key else None
        if number is not None:
            record = existing.get(number)
            if record is None:
                row.complain("id", _("This plan has no such row. Leave the number empty in a new row."))
            return record
        if code is not None:
            return existing.get((code,))
        return self._twin(row)

    def _twin(self, row):
        names = TWINS.get(self.model)
        if names is None or self.work.plan is None:
            return None
        columns = [column for name in names for column in _columns(self.model, name)]
        values = {}
        for name in columns:
            value = self._resolved(row, name)
            if value is None:
                return None
            values[name] = value
        found = self.work.rows.found(self.model).filter(**values).first() if not row.wrong else None
        return next(iter(self.work.rows.of(self.model, only=[found.pk])), None) if found else None

    def _resolved(self, row, name):
        try:
            return self.work.references.resolve(self.model, name, row.get(name))
        except CellProblem:
            return None

    # What happens to it

    def _row(self, row, existing):
        if self.model is ActionPlan and not self._is_this_plan(row):
            return
        record = self._match(row, existing)
        if row.wrong & {"id", self.key}:
            return
        if self._is_second(row, record):
            return
        if record is None:
            self._check_code_is_free(row)
            self._new(row)
        else:
            self._change(row, record)

    def _is_second(self, row, record):
        key = record.pk if record else row.get(self.key) if self.key else None
        if key is None:
            return False
        key = (bool(record), key)
        if key in self.seen:
            message = _("Row %(row)s is about the same; keep one of the two.") % {"row": self.seen[key]}
            row.complain(self.key if self.key in row.values else "id", message)
            return True
        self.seen[key] = row.number
        return False

    def _is_this_plan(self, row):
        """The sheet of the plan has one row, about this plan; that of a new plan carries a code that is free."""
        plan, code = self.work.plan, row.get("code")
        if self.seen:
            row.complain("code", _("A file is about one plan; this sheet has one row."))
        elif plan is not None and code not in (None, plan.code):
            row.complain(
                "code", _("This file is about another plan: this one has the code “%(code)s”.") % {"code": plan.code}
            )
        elif plan is None and (row.get("id") or (code and ActionPlan.objects.filter(code=code).exists())):
            row.complain("code", _("There is a plan with this code. Open it, and import the file there."))
        elif plan is not None and row.get("id") is None and code is None:
            row.complain("code", _("Give the code of the plan."))
        return not row.wrong & {"code"}

    def _check_code_is_free(self, row):
        code = row.get(self.key) if self.key == "code" else None
        if code is not None and self.model.objects.filter(code=code).exists():
            raise CellProblem(_("“%(code)s” belongs to another plan.") % {"code": code[:50]})

    def _new(self, row):
        if not self._may_add():
            raise CellProblem(_("You may not add this kind of record."))
        record = self.model(**{"plan": self.work.plan} if self.model in (Pillar, Action) else {})
        changes = []
        for name, value in row.values.items():
            column = self.form.by_name[name]
            if column.use in (Use.FACT, Use.KEY) and name != "id" and value is not None:
                self._set(row, record, column, value)
                if value is not False:
                    changes.append(Change(name, "", written(column, value)))
        self._save(row, record, RowChange(self.form.title, row.number, NEW, "", changes), is_new=True)

    def _change(self, row, record):
        changes, what = [], str(record)[:150]
        for name, value in row.values.items():
            column = self.form.by_name[name]
            if column.use is Use.SHOWN or name == "id" or column.kind.same(value, column.tidy(record)):
                continue
            if value is None and row.get("id") is None:
                continue  # whoever typed this row said nothing of it; a downloaded row says it is empty now
            if column.use is Use.KEY:
                if value is not None:
                    row.complain(name, _("This never changes. Put back what the download had."))
                continue
            changes.append(Change(name, written(column, column.tidy(record)), written(column, value)))
            self._set(row, record, column, value)
        if not changes and not row.wrong:
            self.work.leave(row, record)
        elif getattr(record, "is_archived", False):
            raise CellProblem(_("“%(code)s” is archived. Bring it back first.") % {"code": record.code[:50]})
        elif not self._may_change(record):
            raise CellProblem(_("You may not change this: it belongs to another government, or to another role."))
        elif changes:
            self._save(row, record, RowChange(self.form.title, row.number, CHANGED, what, changes), is_new=False)

    def _may_add(self):
        if self.model in KEEPER:
            return self._policy.user_has_permission(self.work.user, "change")
        return self._policy.user_has_permission(self.work.user, "add")

    def _may_change(self, record):
        if self.model is Milestone:
            record = record.commitment
        elif self.model is Pillar:
            record = record.plan
        return self._policy.user_has_permission_for_instance(self.work.user, "change", record)

    @property
    def _policy(self):
        return policy_registry.get_by_type(KEEPER.get(self.model, self.model))

    def _set(self, row, record, column, value):
        """Put a value into the record, or complain at its cell."""
        try:
            if isinstance(column.kind, Day) and value:
                validate_plausible_day(value)
            found = self.work.references.resolve(self.model, column.name, value)
            self._check_government(column.name, found)
            self._put(record, column.target, found)
        except CellProblem as problem:
            row.complain(column.name, problem.message)
        except ValidationError as error:
            row.complain(column.name, " ".join(error.messages))

    def _check_government(self, name, found):
        """What a government promises or measures is written down by its own people."""
        organisation = found if name == "organisation" else found.organisation if name == "commitment" else None
        if organisation and not may_change_for(self.work.user, organisation.government_id):
            raise CellProblem(_("This organisation belongs to another government; only its own people do this."))

    def _put(self, record, name, value):
        if name == "predecessors":
            record.lineage = _kept(record.lineage.all(), value, lambda item: (item.predecessor_id, item.kind))
        elif name == "co_owners":
            record.co_owners = _kept(record.co_owners.all(), value, lambda item: item.organisation_id)
        else:
            field = record._meta.get_field(name)
            setattr(record, name, EMPTY.get(field.get_internal_type()) if value is None else value)

    def _save(self, row, record, change, *, is_new):
        """Save it with all its rules; say at the cells what breaks one. A row with a wrong cell is not saved."""
        if self.model is Indicator:
            self._check_baseline(row, record)
        if self.model is Commitment and record.organisation_id in {
            one.organisation_id for one in record.co_owners.all()
        }:
            row.complain("co_owners", _("This organisation leads the commitment already."))
        try:
            with transaction.atomic():
                if is_new and self.model in (ActionPlan, Action) and not row.wrong:
                    self._create(record)
                else:
                    record.full_clean(exclude=self._missing(row) | self._not_yet(record))
                    if row.wrong:
                        return
                    record.save()
        except ValidationError as error:
            complain_of(row, error, self.key or "id")
            return
        except IntegrityError:
            raise CellProblem(_("The database refuses this row.")) from None
        if is_new:
            change = RowChange(change.sheet, change.row, change.kind, str(record)[:150], change.changes)
        if is_new and self.model is ActionPlan:
            self.work.made(record)
        self.work.touch(record, is_new=is_new and isinstance(record, ClusterableModel))
        self.work.changed(row, change, None if is_new else record)

    def _create(self, record):
        record_create(record=record, user=self.work.user)

    def _not_yet(self, record):
        """The fields that may be empty for now, although a form would ask for them."""
        return set()

    def _check_baseline(self, row, indicator):
        """What the form of an indicator asks as well."""
        try:
            if indicator.baseline is not None and indicator.decimals is not None and indicator.decimals >= 0:
                validate_decimals(indicator.baseline, min(indicator.decimals, MOST_DECIMALS))
        except ValidationError as error:
            row.complain("baseline", " ".join(error.messages))
        if indicator.baseline_on and indicator.baseline_on > today():
            row.complain("baseline_on", _("A baseline tells what was; this day is still to come."))

    def _missing(self, row):
        """The fields whose cells are wrong already: that they are empty now is no news."""
        return {self.form.by_name[name].target for name in row.wrong if name in self.form.by_name}


def written(column, value):
    """A value as it stands in a cell, in words."""
    cell = column.kind.cell(value)
    return "" if cell is None else str(cell)


def complain_of(row, error, key):
    """Say at each cell what a rule of the record has against it; what belongs to no cell is said at `key`."""
    if not hasattr(error, "error_dict"):
        row.complain(key, " ".join(error.messages))
        return
    said = {name: " ".join(ValidationError(found).messages) for name, found in error.error_dict.items()}
    names = {column.target: name for name, column in row.form.by_name.items()}
    for name, message in said.items():
        localized = [localized_name(name, code) for code in language_codes()]
        if name not in names and any(other in said for other in localized):
            continue  # the text in the reader's language, said once already
        place = names.get(name) or next((names[other] for other in localized if other in names), key)
        if place not in row.wrong:
            row.complain(place, message)


def _kept(present, wanted, key):
    """The wanted rows, each as the one that is there where it is."""
    known = {key(item): item for item in present}
    return [known.get(key(item), item) for item in wanted]


def _columns(model, name):
    return (
        [name]
        if name in {"number", "action", "organisation", "commitment"}
        else [localized_name(name, code) for code in language_codes()]
    )


def _sound(value):
    return value is not None and (isinstance(value, str) or 0 <= value < 2**31)
