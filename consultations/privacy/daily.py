"""The clean-up as a part of the daily work, in lines to print."""

from consultations.services.cleaning import NotCleaned, clean

WORDS = {
    "drafts": "drafts that were never sent",
    "withdrawn": "withdrawn contributions emptied",
    "unconfirmed": "contributions that were never confirmed, emptied",
    "identities": "contributions of which the sender is forgotten",
    "links": "links that were used or have expired",
    "proofs": "spent proofs",
    "documents": "documents that belong to nothing",
}


def clean_up(at, dry_run):
    """Erase what was kept long enough: (lines that say what, whether all of it went well)."""
    lines, verb = [], "would be erased" if dry_run else "erased"

    def say(code, counts):
        lines.extend(f"{code or 'of no consultation'}: {WORDS[name]}, {verb}: {n}" for name, n in counts.items())

    try:
        clean(at=at, dry_run=dry_run, say=say)
    except NotCleaned as failed:
        return [*lines, f"not cleaned up, see the log: {failed}"], False
    return lines or ["nothing to erase"], True
