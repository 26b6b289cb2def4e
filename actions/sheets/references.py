"""Finds what a code in a file points at, in this plan or in the lists of the platform."""

from django.utils.translation import gettext as _

from actions.models import Action, ActionPlan, Commitment, CoOwner, Indicator, Lineage, Pillar
from core.sheets.problems import CellProblem
from partners.models import Organisation

from .rows import VOCABULARIES, code_of


class Waits(Exception):
    """The row that this one builds on has a problem of its own, which is reported there."""


class References:
    """Looks codes up, each once. Raises CellProblem for a wrong one, Waits for one whose own row is wrong."""

    def __init__(self, plan):
        self.plan = plan
        self.failed = set()
        self._found = {}

    def fail(self, model, key):
        self.failed.add((model, key))

    def resolve(self, model, name, value):
        """What goes into the field of that column: a record, a list of records, or the value itself."""
        if value is None:
            return [] if name in (*VOCABULARIES, "co_owners", "predecessors") else None
        if name in VOCABULARIES:
            return [self._term(name, code) for code in value]
        if name == "co_owners":
            return [CoOwner(organisation=self.organisation(code)) for code in value]
        if name == "predecessors":
            return self._lineages(value)
        finders = {
            "pillar": self.pillar,
            "action": self.action,
            "organisation": self.organisation,
            "predecessor": self._plan,
            "commitment": self.commitment,
            "indicator": self.indicator,
        }
        return finders[name](value) if name in finders else value

    def action(self, code):
        return self._own(Action, code, _("No action of this plan has the code “%(code)s”."))

    def commitment(self, code):
        return self._own(Commitment, code, _("No commitment of this plan has the code “%(code)s”."))

    def indicator(self, code):
        return self._own(Indicator, code, _("No indicator of this plan has the code “%(code)s”."))

    def _own(self, model, code, message):
        if (model, code) in self.failed:
            raise Waits
        record = self._get(model, code)
        if record is None:
            raise CellProblem(message % {"code": code[:50]})
        action = record if model is Action else record.action
        if action is None or action.plan_id != self.plan.pk:
            raise CellProblem(_("“%(code)s” belongs to another plan.") % {"code": code[:50]})
        if record.is_archived:
            raise CellProblem(_("“%(code)s” is archived. Bring it back first.") % {"code": code[:50]})
        return record

    def organisation(self, code):
        found = self._get(Organisation, code)
        if found is None:
            raise CellProblem(_("No organisation has the code “%(code)s”.") % {"code": code[:50]})
        return found

    def pillar(self, number):
        if (Pillar, number) in self.failed:
            raise Waits
        found = Pillar.objects.filter(plan=self.plan, number=_small(number)).first()
        if found is None:
            raise CellProblem(_("This plan has no pillar with the number %(number)s.") % {"number": number})
        return found

    def _plan(self, code):
        found = self._get(ActionPlan, code)
        if found is None:
            raise CellProblem(_("No action plan has the code “%(code)s”.") % {"code": code[:50]})
        return found

    def _lineages(self, codes):
        found = [self._lineage(code) for code in codes]
        if len({row.predecessor_id for row in found}) < len(found):
            raise CellProblem(_("An earlier action is named twice here."))
        return found

    def _lineage(self, words):
        kind, _colon, code = words.partition(":")
        if kind not in Lineage.Kind.values or not code:
            raise CellProblem(
                _("Write how it goes on and from which action: continued:code, merged:code or split:code.")
            )
        action = self._get(Action, code)
        if action is None or action.plan_id == self.plan.pk:
            raise CellProblem(_("No action of an earlier plan has the code “%(code)s”.") % {"code": code[:50]})
        return Lineage(predecessor=action, kind=kind)

    def _term(self, name, code):
        if name not in self._found:
            model = Action._meta.get_field(name).related_model
            self._found[name] = {code_of(term): term for term in model.objects.all()}
        if code not in self._found[name]:
            raise CellProblem(_("The list has no “%(code)s”.") % {"code": code[:50]})
        return self._found[name][code]

    def _get(self, model, code):
        key = (model, code)
        if key not in self._found:
            related = ("action", "organisation") if model in (Commitment, Indicator) else ()
            found = model.objects.filter(code=code).select_related(*related).first()
            if found is None:
                return None
            self._found[key] = found
        return self._found[key]


def _small(number):
    return number if 0 <= number < 2**31 else -1
