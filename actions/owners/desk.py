"""Everything about one report in the making: its commitment, what was said before, what was typed so far."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.functional import cached_property

from actions.models import StatusReport
from actions.services.reports import evidence_of
from actions.timeline import timeline_of
from core.dates import today

from .drafts import draft_of
from .forms import COORDINATORS, EVERYBODY, ReportForm
from .theirs import last_sent, own_reports, token_of
from .typed import typed_in


class Desk:
    def __init__(self, contact, commitment, language, corrects=None):
        """`corrects`: the key of the report to correct. Raises Http404 unless it is an approved one of theirs."""
        self.contact, self.commitment, self.language = contact, commitment, language
        self.corrects = self._report_to_correct(corrects) if corrects else None
        self.draft = draft_of(contact, commitment)
        self.last = last_sent(contact, commitment)
        self.token = token_of(self.last)

    def _report_to_correct(self, pk):
        report = next((report for report in self.own_reports if report.pk == pk), None)
        if report is None or report.state != StatusReport.State.APPROVED:
            raise Http404
        return report

    @cached_property
    def own_reports(self):
        """What this person sent in about it, newest first, each with whether it was corrected or is about to be."""
        corrections = StatusReport.objects.filter(corrects=OuterRef("pk")).exclude(state="returned")
        reports = own_reports(self.contact).filter(commitment=self.commitment).order_by("-pk")
        return list(reports.annotate(is_corrected=Exists(corrections)).prefetch_related("evidence"))

    @cached_property
    def history(self):
        return timeline_of([self.commitment], self.language).get(self.commitment.pk, [])

    @property
    def is_draft_of_this(self):
        """Whether the draft is about this report, not about a correction or the other way round."""
        return bool(self.draft) and self.draft.data.get("corrects") == self._corrects_pk

    def correction_in_draft(self):
        """The primary key of the report that the draft corrects, as long as it can be corrected; else None."""
        wanted = self.draft and self.draft.data.get("corrects")
        found = next((report for report in self.own_reports if report.pk == wanted), None) if wanted else None
        return found.pk if found and not found.is_corrected else None

    @property
    def version(self):
        return self.draft.version if self.is_draft_of_this else 0

    @property
    def _corrects_pk(self):
        return self.corrects.pk if self.corrects else None

    def data(self, typed):
        """The draft that these texts make."""
        return typed | {"corrects": self._corrects_pk}

    def form(self, post=None, files=None, is_checked=True):
        """The form as the person left it; with `is_checked` False what was posted is shown without judging it."""
        if post is not None and is_checked:
            return ReportForm(post, files, commitment=self.commitment)
        return ReportForm(commitment=self.commitment, initial=typed_in(post) if post else self._initial())

    def _initial(self):
        fresh = {"status": self.commitment.status, "holds_on": today(), "language": self.language}
        if self.is_draft_of_this:
            return self.draft.data
        if self.corrects:
            return _said(self.corrects)
        if self.last and self.last.state == StatusReport.State.RETURNED:
            return _said(self.last)
        return fresh | {"evidence_for": EVERYBODY}

    def report(self, cleaned):
        """The checked form as arguments of `report_submit`."""
        names = ("status", "holds_on", "reason", "language")
        evidence = evidence_of(
            url=cleaned["evidence_url"],
            file=cleaned["evidence_file"],
            is_public=cleaned["evidence_for"] != COORDINATORS,
        )
        return {name: cleaned[name] for name in names} | {
            "moves_to": cleaned.get("moves_to"),
            "milestones": cleaned.get("milestones", ()),
            "evidence": evidence,
            "corrects": self.corrects,
        }

    def is_same(self, report, cleaned):
        """Whether that report says what the form says: then it was sent already."""
        if report is None or report.corrects_id != self._corrects_pk:
            return False
        said = [report.status, report.holds_on, report.reason, report.language, report.moves_to]
        typed = [cleaned[name] for name in ("status", "holds_on", "reason", "language")] + [cleaned.get("moves_to")]
        milestones = {row.milestone_id for row in report.milestones_reached.all()}
        pieces = {(piece.url, bool(piece.file)) for piece in report.evidence.all()}
        url, file = cleaned["evidence_url"], bool(cleaned["evidence_file"])
        return (
            said == typed
            and milestones == {milestone.pk for milestone in cleaned.get("milestones", ())}
            and pieces == ({(url, file)} if url or file else set())
        )


def _said(report):
    piece = next(iter(report.evidence.all()), None)
    return {
        "status": report.status,
        "holds_on": report.holds_on,
        "reason": report.reason,
        "language": report.language,
        "moves_to": report.moves_to,
        "milestones": [row.milestone_id for row in report.milestones_reached.all()],
        "evidence_url": piece.url if piece else "",
        "evidence_for": COORDINATORS if piece and not piece.is_public else EVERYBODY,
    }
