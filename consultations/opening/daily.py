"""The daily turn of telling people."""

from .notices import notices
from .telling import tell


def tell_all(at, dry_run):
    """(lines for who runs it, whether everybody was told); names and addresses are not printed."""
    waiting = list(notices(at))
    if dry_run:
        return [f"notices that would be mailed: {len(waiting)}"], True
    outcome = tell(waiting, at)
    lines = [f"notices mailed: {outcome.sent}"]
    if outcome.not_sent:
        lines.append(f"not mailed, tried again at the next run: {outcome.not_sent}")
    return lines, not outcome.not_sent
