"""What is kept about the people of organisations, and why, in words."""

from django.utils.translation import gettext_lazy as _

from users.personal import Kept
from users.words import TASK

ABOUT_PEOPLE = (
    Kept(
        what=_("For which organisations you speak, since when, in which role and function."),
        why=_("So that an organisation decides for itself who writes its profile and its pledges."),
        ground=TASK,
        until=_("Until you leave. That somebody spoke for the organisation, and until when, stays without you."),
        seen_by=_(
            "The people of your organisation and the secretariat. Readers see your name only when you choose so."
        ),
    ),
    Kept(
        what=_("What you wrote when you asked to speak for an organisation, and the answer."),
        why=_("So that the secretariat can check it, and can say later why it decided so."),
        ground=TASK,
        until=_("180 days after the answer."),
        seen_by=_("The secretariat, and those who administer the organisation."),
    ),
    Kept(
        what=_("The address to which an invitation went, and who sent it."),
        why=_("So that only whoever reads that address can accept it."),
        ground=TASK,
        until=_("The address: until the invitation is accepted, withdrawn or over, two weeks at most."),
        seen_by=_("Those who administer the organisation."),
    ),
    Kept(
        what=_("That you began or sent a profile of your organisation."),
        why=_("So that the secretariat can ask you about it, and its answer reaches you."),
        ground=TASK,
        until=_("Until you leave. A draft goes with you when nobody else speaks for the organisation."),
        seen_by=_("The people of your organisation and the secretariat."),
    ),
    Kept(
        what=_("Your name as a member of a group, when you agreed to that."),
        why=_("So that readers know who takes part."),
        ground=_("Your consent: article 6(1)(a) of the GDPR."),
        until=_("Until you take your consent back: write to the secretariat."),
        seen_by=_("Everybody."),
    ),
)
