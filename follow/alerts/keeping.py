"""What “My data” says of following: it goes by address, and shows what the proven addresses of an account follow."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from follow.models import Follower, Following
from follow.services.addresses import digest_of
from follow.services.stopping import followers_clean
from users.personal import Keeper, Kept, keeper

from .subjects import followed


@keeper("follow")
class FollowKeeper(Keeper):
    order = 40
    about = (
        Kept(
            what=gettext_lazy(
                "What you follow by mail. It goes by address, not by account, and the address is kept encrypted: here "
                "stands what the addresses follow that you proved to be yours."
            ),
            why=gettext_lazy("To mail you what changed, because you asked for it."),
            ground=gettext_lazy("Your consent, which you take back with one click: article 6(1)(a) of the GDPR."),
            until=gettext_lazy("Until you stop, in any of the mails. What you did not confirm goes after 7 days."),
            seen_by=gettext_lazy("Nobody. Administrators see how many follow something, not who."),
        ),
    )

    def export(self, user, language):
        rows = Following.objects.confirmed().filter(follower__in=_theirs(user)).select_related("follower")
        return {
            _("What you follow by mail"): [
                {
                    _("Subject"): followed(row, language).title,
                    _("How often"): row.follower.get_frequency_display(),
                    _("Since"): row.confirmed_at,
                }
                for row in rows
            ]
        }

    def erase(self, user, at):
        """No line of its own in the ledger: that of the account brings us here again."""
        Following.objects.filter(follower__in=_theirs(user), asked_at__lte=at).delete()
        Follower.objects.idle().delete()

    def clean(self, at):
        return dict(followers_clean(at))


def _theirs(user):
    """Its addresses that follow something; one that wants no mail at all is left alone."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    blocked = Follower.objects.blocked().values("pk")
    return list(Follower.objects.filter(digest__in=[digest_of(one) for one in addresses]).exclude(pk__in=blocked))
