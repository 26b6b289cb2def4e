"""Carries out what somebody chose after the dry run of a spreadsheet: all of it, or nothing."""

from collections import Counter

from django.db import transaction
from django.utils.text import slugify

from core.languages import language_codes, localized_name
from core.services import record_create
from partners.models import Organisation, PartnerIndexPage

from .columns import Term, columns
from .journal import ADDED, COMPLETED, note
from .trial import Act, dry_run


class Moved(Exception):
    """The organisations are others than when the dry run was made; `trial` is what would happen now."""

    def __init__(self, trial):
        super().__init__()
        self.trial = trial


def carry_out(*, file, digest, chosen, user, name, may_change=True):
    """Do what was chosen ({row: act}) of the dry run with that digest; {act: number}. Raises Moved and Refused.

    New records come with their draft pages and are not public; of those that are there only empty facts are filled in.
    """
    with transaction.atomic():
        # One import at a time: the second one has to see what the first one added.
        list(PartnerIndexPage.objects.order_by("pk").select_for_update(of=["self"]))
        trial = dry_run(file, may_change=may_change)
        acts = {outcome.row: chosen.get(outcome.row, Act.SKIP) for outcome in trial.outcomes}
        fits = all(acts[outcome.row] in outcome.acts for outcome in trial.outcomes)
        if trial.digest() != digest or trial.problems or not fits:
            raise Moved(trial)
        work = _Work(user, name)
        for outcome in trial.outcomes:
            values = trial.values[outcome.row]
            if acts[outcome.row] == Act.ADD:
                work.add(outcome.row, values)
            elif acts[outcome.row] == Act.COMPLETE:
                work.complete(outcome, values)
    return Counter(acts.values())


class _Work:
    def __init__(self, user, file):
        self.user, self.file = user, file
        self.columns = {column.name: column for column in columns()}
        self.codes = set(Organisation.objects.values_list("code", flat=True))

    def add(self, row, values):
        organisation = Organisation(code=self._code(values))
        self._fill(organisation, values)
        record_create(record=organisation, user=self.user)
        note(organisation, ADDED, self.user, file=self.file, row=row)

    def complete(self, outcome, values):
        organisation = Organisation.objects.select_for_update(of=["self"]).get(pk=outcome.match)
        self._fill(organisation, {change.column: values[change.column] for change in outcome.completes})
        organisation.full_clean()
        organisation.save()
        revision = organisation.save_revision(user=self.user)
        note(organisation, COMPLETED, self.user, revision=revision, file=self.file, row=outcome.row)

    def _fill(self, organisation, values):
        for name, value in values.items():
            column = self.columns[name]
            if column.is_many:
                setattr(organisation, name, [column.kind.terms[code] for code in value])
            else:
                setattr(organisation, name, column.kind.terms[value] if isinstance(column.kind, Term) else value)

    def _code(self, values):
        """The public identifier: from the name, with a number where another one has it."""
        name = next(filter(None, (values.get(localized_name("name", code)) for code in language_codes())), "")
        base = slugify(name)[:70] or "organisation"
        code, number = base, 2
        while code in self.codes:
            code, number = f"{base}-{number}", number + 1
        self.codes.add(code)
        return code
