"""What belongs to the records of each kind of page; each in a number of queries that does not grow with them."""

from actions.models import Action, ActionPage, ActionPlanPage, Pillar, PledgePage, ProgressReportPage
from consultations.models import Consultation, ConsultationPage
from core.languages import localized_value
from partners.models import FormerName, Group, Organisation, PartnerPage, WorkingGroupPage
from search.models import Entry

from .belongings import Belongings, Themes, name_of
from .promises import promises_of_actions, promises_of_pledges

KINDS = {
    ActionPlanPage: Entry.Kind.PLAN,
    ActionPage: Entry.Kind.ACTION,
    PledgePage: Entry.Kind.PLEDGE,
    ConsultationPage: Entry.Kind.CONSULTATION,
    PartnerPage: Entry.Kind.ORGANISATION,
    WorkingGroupPage: Entry.Kind.GROUP,
}
"""What pages of a type are for a reader who looks for something; all others are pages."""

RELATED = {
    PartnerPage: ("sector",),
    WorkingGroupPage: ("organiser",),
    ActionPage: ("plan", "pillar"),
    PledgePage: ("commitment__organisation",),
    ProgressReportPage: ("snapshot__plan",),
    ConsultationPage: ("organisation", "plan"),
}
"""The relations of a record that come with it."""


def kind_of(model):
    return KINDS.get(model, Entry.Kind.PAGE)


def belongings_of(model, keys):
    """A function of a record and a language that says what belongs to it, for the records with these keys."""
    make = MAKERS.get(model, lambda _keys: _only_named)
    return make(keys)


def _only_named(record, language):
    return Belongings(names=(name_of(record, language),), lead=(record.code,))


def _plans(keys):
    pillars = {}
    for pillar in Pillar.objects.filter(plan__in=keys):
        pillars.setdefault(pillar.plan_id, []).append(pillar)

    def of_plan(plan, language):
        names = (localized_value(pillar, "name", language) for pillar in pillars.get(plan.pk, ()))
        return Belongings(names=(name_of(plan, language),), lead=(plan.code, plan.period), body=tuple(names))

    return of_plan


def _actions(keys):
    themes, promises = Themes(Action, keys), promises_of_actions(keys)

    def of_action(action, language):
        pillar = localized_value(action.pillar, "name", language) if action.pillar_id else ""
        return Belongings(
            names=(name_of(action, language),),
            lead=(action.code, name_of(action.plan, language), pillar, *themes.names(action.pk, language)),
            body=promises.lines(action.pk, language),
            themes=themes.codes(action.pk),
        )

    return of_action


def _pledges(keys):
    promises = promises_of_pledges(keys)

    def of_pledge(pledge, language):
        themes, number = promises.themes, pledge.commitment_id
        return Belongings(
            names=(name_of(pledge, language),),
            lead=(pledge.code, *themes.names(number, language)),
            body=(*promises.lines(pledge.pk, language), pledge.measure_in(language)),
            themes=themes.codes(number),
        )

    return of_pledge


def _organisations(keys):
    themes, former = Themes(Organisation, keys), {}
    for row in FormerName.objects.filter(organisation__in=keys):
        former.setdefault(row.organisation_id, []).append(row)

    def of_organisation(one, language):
        earlier = [
            localized_value(row, field, language) for row in former.get(one.pk, ()) for field in ("name", "acronym")
        ]
        sector = localized_value(one.sector, "name", language) if one.sector_id else ""
        return Belongings(
            names=(name_of(one, language), localized_value(one, "acronym", language)),
            lead=(one.code, *earlier, sector, *themes.names(one.pk, language)),
            body=(localized_value(one, "town", language), one.enterprise_number),
            themes=themes.codes(one.pk),
        )

    return of_organisation


def _groups(keys):
    themes = Themes(Group, keys)
    return lambda group, language: Belongings(
        names=(name_of(group, language),),
        lead=(group.code, name_of(group.organiser, language), *themes.names(group.pk, language)),
        themes=themes.codes(group.pk),
    )


def _consultations(keys):
    themes = Themes(Consultation, keys)
    return lambda one, language: Belongings(
        names=(name_of(one, language),),
        lead=(
            one.code,
            name_of(one.organisation, language),
            name_of(one.plan, language),
            *themes.names(one.pk, language),
        ),
        themes=themes.codes(one.pk),
    )


def _reports(_keys):
    return lambda report, language: Belongings(
        names=(name_of(report, language),), lead=(report.code, name_of(report.plan, language))
    )


MAKERS = {
    ActionPlanPage: _plans,
    ActionPage: _actions,
    PledgePage: _pledges,
    PartnerPage: _organisations,
    WorkingGroupPage: _groups,
    ConsultationPage: _consultations,
    ProgressReportPage: _reports,
}
