"""What authorities promised in actions, where it stands on a day, and the milestones on the way."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actions.models import Action, Commitment, Milestone, Pledge
from actions.models.commitments import CoOwner
from actions.models.reports import MilestoneReached, StatusReport
from actions.models.statuses import Standing, Status
from opendata.downloads import columns as c
from opendata.downloads.dataset import Dataset
from opendata.downloads.reading import by_key, code_of, in_words, page_columns, paths_of, terms_of
from partners.models import Organisation

from .plans import VOCABULARIES, vocabulary_columns

STATUSES, STANDINGS, TIMINGS = tuple(Status.choices), tuple(Standing.choices), tuple(Commitment.Timing.choices)


def of_authorities():
    """The commitments in actions that everybody may see."""
    return Commitment.objects.public().filter(action__in=Action.objects.public())


def in_the_open():
    """Those, and the commitments behind pledges that everybody may see: what public logs are about."""
    behind_pledges = Pledge.objects.public().order_by().values("commitment")
    return Commitment.objects.public().filter(Q(action__in=Action.objects.public()) | Q(pk__in=behind_pledges))


def subject_columns():
    """Of which commitment a row of a log is, and which pledge that is where it is one."""
    about = _("The code of the commitment of an authority, or of the one behind a pledge")
    return (
        *c.reference("commitment", "commitment", about, sample="example-2024-1-1", term="schema:about"),
        *c.reference("pledge", "pledge", _("The code of the pledge, where it is one"), sample="pledge-example"),
    )


def subjects_of(keys):
    """{pk of a commitment: what stands in `subject_columns`}, in one query."""
    rows = Commitment.objects.filter(pk__in=keys).order_by().values_list("pk", "code", "pledge__code")
    return {pk: {"commitment": code, "pledge": pledge or ""} for pk, code, pledge in rows}


def _commitments(on):
    return [of_authorities().order_by("action__plan__code", "action__number", "pk")]


def _commitment_rows(queryset, keys, reading):
    rows = Commitment.objects.filter(pk__in=keys).with_status(reading.on)
    found = rows.select_related("action__plan", "organisation__government").in_bulk(keys)
    terms = terms_of(Commitment, keys, *VOCABULARIES)
    paths = paths_of(Action, {commitment.action_id for commitment in found.values()})
    joint = CoOwner.objects.filter(commitment__in=keys, organisation__in=Organisation.objects.public())
    joint = joint.order_by("sort_order", "pk")
    joint = by_key(joint.values_list("commitment_id", "organisation__code"))
    for commitment in (found[key] for key in keys if key in found):
        organisation = commitment.organisation
        yield {
            "code": commitment.code,
            "action": commitment.action.code,
            "plan": commitment.action.plan.code,
            "organisation": code_of(organisation),
            **{f"organisation_{name}": text for name, text in in_words(organisation, "name").items()},
            "co_owners": joint.get(commitment.pk, []),
            "government": organisation.government.code if organisation.government else "",
            **in_words(commitment, "text"),
            **c.coded_values("timing", TIMINGS, commitment.timing),
            "first_deadline": commitment.first_deadline,
            "due_on": commitment.due_on,
            "moves": commitment.moves,
            **c.coded_values("status", STATUSES, commitment.status),
            "status_on": commitment.status_on,
            **c.coded_values("standing", STANDINGS, str(commitment.standing())),
            "as_of": commitment.as_of,
            **{name: terms[name].get(commitment.pk, []) for name in VOCABULARIES},
            "fictional": commitment.action.fictional,
            **page_columns(paths.get(commitment.action_id, {}), reading, end=f"{commitment.code}/"),
        }


COMMITMENTS = Dataset(
    "commitments",
    _("Commitments of authorities"),
    _("Who promised what in which action, by when, and where it stands: as of today or the end of any past day."),
    "commitment",
    "terms:Commitment",
    (
        *c.code("code", _("The identifier, which does not change"), sample="example-2024-1-1", term="dct:identifier"),
        *c.reference("action", "action", _("The action"), sample="example-2024-1", term="dct:isPartOf"),
        *c.reference("plan", "plan", _("The plan of that action"), sample="example-2024"),
        *c.reference("organisation", "organisation", _("Who promised it, or leads it"), sample="example-agency"),
        *c.in_every_language("organisation_name", _("The name of who promised it"), sample=_("Example agency")),
        *c.reference(
            "co_owners", "organisation", _("Who promised it together with that one"), many=True, sample="example-town"
        ),
        *c.reference("government", "government", _("The government to which that one belongs"), sample="example"),
        *c.in_every_language("text", _("What is promised"), term="schema:text", sample=_("A guide for buyers")),
        *c.coded("timing", TIMINGS, _("Whether it has a deadline or goes on")),
        *c.day("first_deadline", _("The deadline as first announced; empty where none was")),
        *c.day("due_on", _("The deadline or review date on that day, as last moved")),
        *c.whole("moves", _("How often that deadline had moved"), sample="1"),
        *c.coded("status", STATUSES, _("The status in the latest approved report; empty without any")),
        *c.day("status_on", _("The day for which that report holds")),
        *c.coded("standing", STANDINGS, _("Where it stands: the status, or what follows from its dates")),
        *c.day("as_of", _("The day at the end of which all this was known")),
        *vocabulary_columns(),
        *c.fictional(),
        *c.pages(),
    ),
    _commitments,
    _commitment_rows,
    is_dated=True,
    keywords=(_("commitment"), _("progress"), _("deadline")),
)


def _milestones(on):
    return [Milestone.objects.filter(commitment__in=in_the_open()).order_by("commitment_id", "sort_order", "pk")]


def _milestone_rows(queryset, keys, reading):
    found = Milestone.objects.in_bulk(keys)
    subjects = subjects_of({milestone.commitment_id for milestone in found.values()})
    known = StatusReport.objects.filter(milestones_reached__milestone__in=keys).as_of(reading.on).order_by()
    rows = MilestoneReached.objects.filter(milestone__in=keys, report__in=known.values("pk"))
    rows = rows.order_by("-report__holds_on", "-report_id")  # the first report that says so comes last
    reached = {milestone: rest for milestone, *rest in rows.values_list("milestone", "report__holds_on", "report_id")}
    for milestone in (found[key] for key in keys if key in found):
        reached_on, report = reached.get(milestone.pk, (None, None))
        yield {
            "id": milestone.pk,
            **subjects[milestone.commitment_id],
            **in_words(milestone, "name"),
            "due_on": milestone.due_on,
            "reached_on": reached_on,
            "report": report,
            "as_of": reading.on,
        }


MILESTONES = Dataset(
    "milestones",
    _("Milestones"),
    _("The steps on the way to what was promised, and when a report said that each was reached."),
    "milestone",
    "terms:Milestone",
    (
        *c.whole("id", _("Its number, which does not change"), sample="12", term="dct:identifier"),
        *subject_columns(),
        *c.in_every_language("name", _("Name"), term="schema:name", sample=_("First draft of the guide")),
        *c.day("due_on", _("The day by which it is to be reached")),
        *c.day("reached_on", _("The day for which the first report that says so holds")),
        *c.whole("report", _("The number of that report"), sample="345"),
        *c.day("as_of", _("The day at the end of which all this was known")),
    ),
    _milestones,
    _milestone_rows,
    changed="commitment__updated_at",
    key="id",
    is_dated=True,
    keywords=(_("milestone"), _("progress")),
)
