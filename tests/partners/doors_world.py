"""One organisation and the people who stand before its doors, and every address behind which something is theirs."""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from actions.models import PledgeProposal
from partners.models import Claim, Invitation, Representative
from tests.factories import (
    ActionPlanFactory,
    ContactPersonFactory,
    OrganisationFactory,
    PledgeFactory,
    RepresentativeFactory,
    ResponsibilityFactory,
    UserFactory,
    person_in_role,
)

ROLES = ["anonymous", "member", "administrator", "outsider", "moderator", "staff"]
"""Nobody; a staff member and an administrator of the organisation; an administrator of another one; who moderates
requests; an administrator of the site."""

OURS = ("users", "partners", "actions", "allauth")
SECRET = "a-secret-that-was-mailed"


@dataclass(frozen=True)
class Door:
    """One address: its name with its namespace, and the names of its arguments."""

    name: str
    arguments: tuple
    is_in_administration: bool


def doors(resolver=None, namespace=(), prefix="", arguments=()):
    """Every address that leads to a view of our apps, or of the log-in, once whatever the language."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole, names = prefix + str(pattern.pattern), (*arguments, *pattern.pattern.converters)
        if hasattr(pattern, "url_patterns"):
            inner = (*namespace, pattern.namespace) if pattern.namespace else namespace
            yield from doors(pattern, inner, whole, names)
        elif pattern.name and pattern.callback.__module__.split(".")[0] in OURS:
            yield Door(":".join((*namespace, pattern.name)), names, whole.startswith("admin/"))


@dataclass
class World:
    people: dict = field(default_factory=dict)
    given: dict = field(default_factory=dict)
    """Arguments of addresses: {name of the argument, or (name of the address or its namespace, argument): value}."""

    def browser(self, role):
        browser = Client()
        if role != "anonymous":
            browser.force_login(self.people[role], backend=settings.AUTHENTICATION_BACKENDS[0])
        return browser

    def arguments(self, door):
        found = {}
        for name in door.arguments:
            namespace = door.name.partition(":")[0]
            found[name] = self.given.get((door.name, name)) or self.given.get((namespace, name)) or self.given[name]
        return found


def built():
    """The world: everything in it belongs to one organisation, and its people are the member and the administrator."""
    ours, theirs = OrganisationFactory(code="ours"), OrganisationFactory(code="theirs")
    now = timezone.now()
    member = RepresentativeFactory(organisation=ours, role=Representative.Role.MEMBER)
    administrator = RepresentativeFactory(organisation=ours)
    people = {
        "member": member.user,
        "administrator": administrator.user,
        "outsider": RepresentativeFactory(organisation=theirs).user,
        "moderator": person_in_role("partner-manager"),
        "staff": person_in_role("administrator"),
    }
    invitation = Invitation.objects.create(
        organisation=ours, email="somebody@elsewhere.example", language="nl", made_at=now,
        expires_at=now + timedelta(days=14), digest=sha256(SECRET.encode()).hexdigest(),
    )  # fmt: skip
    claim = Claim.objects.create(
        organisation=ours, state="submitted", language="nl", submitted_by=UserFactory(), submitted_at=now,
        typed={"words": "Ik werk hier."},
    )  # fmt: skip
    proposal = PledgeProposal.objects.create(
        organisation=ours, language="nl", saved_at=now, started_by=administrator.user
    )
    pledge = PledgeFactory(commitment__organisation=ours)
    contact = ContactPersonFactory(organisation=ours, user=member.user, email=member.user.email)
    ResponsibilityFactory(commitment=pledge.commitment, contact=contact)
    plan = ActionPlanFactory()
    given = {
        "code": "ours",
        "key": proposal.key,
        "pk": 10**9,
        "secret": SECRET,
        "language": "nl",
        "kind": "claim",
        "plan": plan.pk,
        "token": SECRET,
        ("actions:plan_xlsx", "code"): plan.code,
        ("actions", "code"): pledge.code,
        ("pledging", "code"): pledge.code,
        ("owners", "code"): pledge.commitment.code,
        ("space:withdraw_invitation", "pk"): invitation.pk,
        ("space:withdraw_claim", "pk"): claim.pk,
        ("space:colleague", "pk"): claim.pk,
        ("space:role", "pk"): member.pk,
        ("space:end", "pk"): member.pk,
        ("requests:decide", "pk"): claim.pk,
    }
    return World(people, given)


def strangers(number):
    """Identifiers that nobody gave to anything, one list per kind of them."""
    return {
        "space:organisation": [{"code": f"organisation-{uuid4().hex[:8]}"} for _ in range(number)],
        "space:invitation": [{"secret": uuid4().hex + uuid4().hex[:11]} for _ in range(number)],
        "space:withdraw_claim": [{"pk": 10**6 + step * 7919} for step in range(number)],
        "pledging:proposal": [{"key": uuid4()} for _ in range(number)],
        "pledging:pledge": [{"code": f"pledge-{uuid4().hex[:8]}"} for _ in range(number)],
        "owners:report": [{"code": f"pledge-{uuid4().hex[:8]}-1"} for _ in range(number)],
    }
