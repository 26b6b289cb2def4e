"""What is kept about the people who promise and report, and why, in words."""

from django.utils.translation import gettext_lazy as _

from users.personal import Kept
from users.words import TASK

ABOUT_REPORTS = (
    Kept(
        what=_("That you are the contact person for commitments or pledges: your name and address, and since when."),
        why=_("To ask you in time for a report, and to send you a link to do it with."),
        ground=TASK,
        until=_("Until you leave, or somebody else takes over and the coordinator erases you."),
        seen_by=_("The coordinators of the plan and the secretariat; never a reader."),
    ),
    Kept(
        what=_(
            "The reports that you sent, the mails about them that you got, and what you typed and did not send yet."
        ),
        why=_("So that everybody can follow what was promised, and what came of it."),
        ground=TASK,
        until=_("Drafts and links: until you leave. Reports stay under the name of the organisation, without you."),
        seen_by=_("Reports that were approved: everybody, without your name. The rest: you and the coordinators."),
    ),
    Kept(
        what=_("That you began, sent or confirmed a pledge for your organisation."),
        why=_("So that the secretariat can ask you about it, and its answer reaches you."),
        ground=TASK,
        until=_("Until you leave. A public pledge stays under the name of the organisation, without you."),
        seen_by=_("The people of your organisation and the secretariat."),
    ),
)
