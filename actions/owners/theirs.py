"""Whether an act is still this person's to do, and done for the first time: asked in the transaction of the act."""

from django.db.models import Q

from actions.models import ContactPerson, Responsibility, StatusReport


class NotTheirs(Exception):
    """Somebody else reports on this commitment now."""


class SentMeanwhile(Exception):
    """This person sent a report about it after the form was opened: `report`, None where the form was not ours."""

    def __init__(self, report):
        super().__init__(str(report))
        self.report = report


def own_reports(contact):
    """What this person sent in, here or by their log-in."""
    by_log_in = Q(submitted_by=contact.user_id) if contact.user_id else Q()
    return StatusReport.objects.filter(Q(contact=contact) | by_log_in)


def last_sent(contact, commitment):
    """The newest report of this person about the commitment, in whatever state, or None."""
    return own_reports(contact).filter(commitment=commitment).order_by("-pk").first()


def token_of(report):
    """What the form carries: after which report of this person it was opened. It makes sending twice visible."""
    return report.pk if report else 0


def hold(contact):
    """Let one act of this person wait for the other, until the end of the transaction."""
    ContactPerson.objects.select_for_update(of=["self"]).get(pk=contact.pk)


def check_theirs(contact, commitment, token, on=None):
    """Raise NotTheirs or SentMeanwhile unless this person reports on it today, and the form is their newest."""
    theirs = Responsibility.objects.open(on).filter(contact=contact, commitment=commitment)
    theirs = theirs.filter(commitment__archived_at__isnull=True)
    if not theirs.select_for_update(of=["self"]).first():
        raise NotTheirs
    last = last_sent(contact, commitment)
    if token != token_of(last):
        raise SentMeanwhile(last)
