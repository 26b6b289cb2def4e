"""What a scan means: with a scanner, nothing is opened before it was found clean; without one, readers are told."""

from django.conf import settings
from django.db.models import F, Q

from consultations.models import AnswerFile

from .scanner import ScannerAway, is_clean

Scan = AnswerFile.Scan


def state_of(file):
    """The state of a file that just came in (open, binary, seekable)."""
    if not settings.CLAMD:
        return Scan.NOT_SCANNED
    try:
        return Scan.CLEAN if is_clean(file) else Scan.INFECTED
    except ScannerAway:
        return Scan.WAITING


def may_be_opened(answer_file):
    """Whether anybody may open it; what came in before there was a scanner waits for it too."""
    if answer_file.scan == Scan.NOT_SCANNED:
        return not settings.CLAMD
    return answer_file.scan == Scan.CLEAN


def to_scan():
    """What still has to be scanned, where there is a scanner: what was never tried first."""
    files = AnswerFile.objects.filter(Q(scan=Scan.WAITING) | Q(scan=Scan.NOT_SCANNED))
    return files.order_by(F("scanned_at").asc(nulls_first=True), "pk")


def scan_waiting(at, most):
    """Scan at most so many files; returns how many got which state: {state: number}."""
    counts = dict.fromkeys((Scan.CLEAN, Scan.INFECTED, Scan.WAITING), 0)
    for answer_file in to_scan()[:most]:
        state = _scanned(answer_file)
        # What cannot be scanned now goes to the end of the queue: it keeps nobody else waiting.
        AnswerFile.objects.filter(pk=answer_file.pk).update(scan=state, scanned_at=at)
        counts[state] += 1
    return counts


def _scanned(answer_file):
    try:
        with answer_file.file.open("rb") as file:
            return Scan.CLEAN if is_clean(file, seconds=60) else Scan.INFECTED
    except (ScannerAway, OSError):
        return Scan.WAITING
