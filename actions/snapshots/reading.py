"""A snapshot's content in one language, which has to be the active one; it asks the database nothing."""

from collections import Counter
from datetime import date
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from actions.models.assessments import Assessment
from actions.models.recommendations import Response
from actions.models.statuses import Level, Standing, Status
from actions.progress import Part, Progress

from .parts import Act, Answer, Figure, Indicator, Milestone, Move, Opinion, Pillar, Promise, Recommendation, Report
from .sentence import sentence_of_then
from .words import read, read_saying


class Reading:
    def __init__(self, content, language):
        self.content, self.language = content, language
        self._organisations = {row["code"]: row for row in content["organisations"]}
        self._governments = {row["code"]: row for row in content["governments"]}

    @property
    def day(self):
        return date.fromisoformat(self.content["as_of"])

    @property
    def plan_name(self):
        return self.read(self.content["plan"]["name"])

    @property
    def is_fictional(self):
        return self.content["plan"]["fictional"]

    @property
    def progress(self):
        return _progress(self.content["counts"]["plan"])

    @property
    def sentence(self):
        return sentence_of_then(self.progress, self.content["counts"]["actions"], self.day)

    @cached_property
    def governments(self):
        """How the commitments of each government add up: [(name, Progress)]."""
        rows = {row["government"]: _progress(row) for row in self.content["counts"]["governments"]}
        names = {code: self.government(code) for code in self._governments} | {None: _("Other organisations")}
        return [(name, rows[code]) for code, name in names.items() if code in rows]

    @cached_property
    def pillars(self):
        """The actions by pillar, those without one at the end."""
        names = {row["number"]: self.read(row["name"]) for row in self.content["pillars"]}
        return [
            Pillar(
                row["pillar"],
                names.get(row["pillar"]),
                _progress(row),
                [act for act in self.acts if act.pillar == row["pillar"]],
            )
            for row in self.content["counts"]["pillars"]
        ]

    @cached_property
    def acts(self):
        return [
            Act(
                number=row["number"],
                name=self.read(row["name"]),
                pillar=row["pillar"],
                standing=Standing(row["standing"]),
                promises=[self._promise(promise, row) for promise in row["commitments"]],
            )
            for row in self.content["actions"]
        ]

    @cached_property
    def promises(self):
        """Every commitment: {code: Promise}."""
        return {promise.code: promise for act in self.acts for promise in act.promises}

    @property
    def moved(self):
        """The commitments of which a date moved."""
        return [promise for promise in self.promises.values() if promise.steps]

    @property
    def assessed(self):
        """The commitments of which somebody else said something."""
        return [promise for promise in self.promises.values() if promise.opinions]

    @cached_property
    def levels(self):
        """How often the second voice gave each level: [(label, number)]."""
        counts = Counter(opinion.level for promise in self.promises.values() for opinion in promise.opinions)
        return [(level.label, counts[level.value]) for level in Level if counts[level.value]]

    @cached_property
    def indicators(self):
        numbers = {row["code"]: row["number"] for row in self.content["actions"]}
        return [self._indicator(row, numbers.get(row["action"])) for row in self.content["indicators"]]

    @cached_property
    def recommendations(self):
        return [self._recommendation(row) for row in self.content["recommendations"]]

    @property
    def answered(self):
        return [row for row in self.recommendations if row.answers]

    def read(self, words):
        return read(words, self.language)

    def organisation(self, code):
        return str(self.read(self._organisations[code]["name"])) if code else ""

    def government(self, code):
        return str(self.read(self._governments[code]["name"])) if code else ""

    def _promise(self, row, action):
        report = row["last_report"]
        return Promise(
            code=row["code"],
            action_number=action["number"],
            organisation=self.organisation(row["organisation"]),
            government=self.government(self._organisations[row["organisation"]]["government"]),
            joint=[self.organisation(code) for code in row["co_owners"]],
            text=self.read(row["text"]),
            standing=Standing(row["standing"]),
            status_label=Status(row["status"]).label if row["status"] else "",
            status_on=_day(row["status_on"]),
            is_ongoing=row["timing"] == "ongoing",
            first_deadline=_day(row["first_due_on"]),
            due_on=_day(row["due_on"]),
            steps=_steps(row, self.language),
            report=report and self._report(report),
            milestones=[
                Milestone(self.read(step["name"]), _day(step["due_on"]), _day(step["reached_on"]))
                for step in row["milestones"]
            ],
            opinions=[self._opinion(opinion) for opinion in row["assessments"]],
        )

    def _report(self, row):
        reason = read_saying(row["reason"], self.language)
        if row["unchanged"]:
            reason = read({self.language: _("Nothing changed since the report before.")}, self.language)
        return Report(Status(row["status"]).label, _day(row["holds_on"]), reason)

    def _opinion(self, row):
        return Opinion(
            assessor=self.organisation(row["assessor"]),
            voice=Assessment.Voice(row["voice"]).label,
            level=row["level"],
            level_label=Level(row["level"]).label,
            assessed_on=_day(row["assessed_on"]),
            reason=read_saying(row["reason"], self.language),
            source=row["source"],
            source_url=row["source_url"],
        )

    def _indicator(self, row, action_number):
        def figure(found, day):
            return found and Figure(Decimal(found["value"]), row["decimals"], _day(found[day]))

        return Indicator(
            action_number=action_number,
            organisation=self.organisation(row["organisation"]),
            name=self.read(row["name"]),
            unit=self.read(row["unit"]),
            baseline=figure(row["baseline"], "on"),
            targets=[figure(target, "due_on") for target in row["targets"]],
            latest=figure(row["latest"], "measured_on"),
            source=row["latest"]["source"] if row["latest"] else "",
        )

    def _recommendation(self, row):
        source = row["source"]
        return Recommendation(
            source=self.read(source["name"]),
            organisation=self.organisation(source["organisation"]),
            number=row["number"],
            text=self.read(row["text"]),
            answers=[
                Answer(
                    organisation=self.organisation(answer["organisation"]),
                    label=Response.Answer(answer["answer"]).label,
                    answered_on=_day(answer["answered_on"]),
                    reason=read_saying(answer["reason"], self.language),
                )
                for answer in row["responses"]
            ],
        )


def _steps(row, language):
    """Each move of the date: from when, to when and why."""
    days = [row["first_due_on"], *(move["to"] for move in row["moves"])]
    return [
        Move(_day(before), _day(move["to"]), _day(move["reported_on"]), read_saying(move["reason"], language))
        for before, move in zip(days, row["moves"], strict=False)
    ]


def _progress(tally):
    standings = tally["standings"]
    parts = [Part(code, str(label), standings[code]) for code, label in Standing.choices if standings.get(code)]
    return Progress(tally["total"], parts)


def _day(text):
    return date.fromisoformat(text) if text else None
