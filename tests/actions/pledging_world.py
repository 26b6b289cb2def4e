"""Organisations, their people and a pledge in the making, for the tests of pledges."""

import re
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.translation import override

from actions.models import PledgeProposal
from actions.pledging.typed import own, typed_in
from actions.services.pledges import proposal_answer, proposal_ask, proposal_save, proposal_start, proposal_submit
from tests.factories import RepresentativeFactory, UserFactory

LANGUAGES = ["nl", "fr"]
AT = datetime(2026, 11, 2, 10, tzinfo=UTC)
TYPED = {
    "name_nl": "Herbruikbare bekers",
    "name_fr": "Gobelets réutilisables",
    "text_nl": "Op al onze evenementen schenken we in herbruikbare bekers.",
    "text_fr": "À tous nos événements, nous servons dans des gobelets réutilisables.",
    "aim_nl": "Minder afval na een evenement.\n\nWe wassen zelf af.",
    "aim_fr": "Moins de déchets après un événement.\n\nNous faisons la vaisselle.",
    "measure_nl": "Het aantal wegwerpbekers dat we nog kopen.",
    "measure_fr": "Le nombre de gobelets jetables que nous achetons encore.",
    "timing": "time_bound",
    "ends_on": "2028-12-31",
    "status": "in_progress",
    "reason": "De bekers zijn besteld.",
    "language": "nl",
}
MILESTONE = {
    "milestone-0-name_nl": "Bekers gekocht",
    "milestone-0-name_fr": "Gobelets achetés",
    "milestone-0-due_on": "2027-03-01",
}


def url(name, language="nl", *args):
    with override(language):
        return reverse(f"pledging:{name}", args=args)


def speaker(organisation=None, role="administrator", **user):
    """Somebody who speaks for an organisation, with a name and an address."""
    given = {"organisation": organisation} if organisation else {}
    row = RepresentativeFactory(role=role, user=UserFactory(**user), **given)
    if not row.user.email:
        row.user.email = f"{row.user.username}@example.org"
        row.user.save()
    return row


class Post(dict):
    """What a form sends, for the services."""

    def getlist(self, name):
        value = self.get(name, [])
        return value if isinstance(value, list) else [value]


def typed(**more):
    """What is kept of a form that was filled in like this."""
    return typed_in(Post(TYPED | more))


def drafted(representative, language="nl", **more):
    """A proposal with a whole text."""
    proposal = proposal_start(
        organisation=representative.organisation, by=representative.user, language=language, at=AT
    )
    return proposal_save(proposal=proposal, typed=typed(**more), version=0, by=representative.user, at=AT)


def rewritten(proposal, by, **more):
    """The same proposal with other words."""
    proposal.refresh_from_db()
    return proposal_save(proposal=proposal, typed=own(proposal.typed) | more, version=proposal.version, by=by)


def joint(leader, *partners, **more):
    """A proposal that its partners are asked about."""
    codes = [row.organisation.code for row in partners]
    return proposal_ask(proposal=drafted(leader, partners=codes, **more), by=leader.user, at=AT)


def answered(proposal, representative, *, confirms=True, words="", digest=None):
    return proposal_answer(
        proposal=proposal,
        organisation=representative.organisation,
        confirms=confirms,
        digest=proposal.digest if digest is None else digest,
        by=representative.user,
        words=words,
        at=AT,
    )


def sent(representative, **more):
    """A proposal that the secretariat reads."""
    return proposal_submit(proposal=drafted(representative, **more), by=representative.user, at=AT)


def again(proposal):
    return PledgeProposal.objects.get(pk=proposal.pk)


def version_in(response):
    return re.search(r'name="version" value="(\d+)"', response.text)[1]
