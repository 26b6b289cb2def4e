"""What “My data” says of contributions: they are known by an address, and not by an account."""

from django.utils.translation import gettext_lazy as _

from users.personal import Keeper, Kept, keeper
from users.words import TASK


@keeper("consultations")
class ContributionKeeper(Keeper):
    """Nothing here hangs from an account: a contribution is read and erased by its sender's own link."""

    order = 30
    about = (
        Kept(
            what=_(
                "What you sent to consultations. It is kept apart from your account, encrypted: see “Get or erase "
                "your data” on the page of a consultation."
            ),
            why=_("To hear what stakeholders think, and to answer them."),
            ground=TASK,
            until=_("As long as each consultation says; leaving here does not change it."),
            seen_by=_("Whoever manages the consultation; each look is in a log."),
        ),
    )
