"""What partners sent in and wait for: a claim, a profile, and pledges in the making."""

from actions.models import PledgeProposal
from actions.services.joint import proposal_ask
from actions.services.proposals import proposal_save, proposal_start, proposal_submit
from partners.models import Claim, ProfileSubmission
from partners.services.claims import claim_submit
from partners.services.profile_drafts import profile_save, profile_start
from partners.services.profiles import profile_submit
from users.models import User

from .files import read
from .moments import moment


def load(organisations):
    """Add what is missing, as those people would send it in."""
    rows = read("requests.toml")
    if not Claim.objects.exists():
        _claim(rows["claim"], organisations)
    if not ProfileSubmission.objects.exists():
        _profile(rows["profile"], organisations)
    if not PledgeProposal.objects.exists():
        for row in rows["proposal"]:
            _proposal(row, organisations)


def _claim(row, organisations):
    claim_submit(
        user=_person(row),
        organisation=organisations[row["organisation"]],
        typed=row["typed"],
        language=row["language"],
        at=moment(row["sent"]),
    )


def _profile(row, organisations):
    at, user = moment(row["saved"]), _person(row)
    submission = profile_start(
        organisation=organisations[row["organisation"]], user=user, language=row["language"], at=at
    )
    saved = profile_save(submission=submission, typed=row["typed"], seen=submission.version, at=at)
    profile_submit(submission=saved.submission, by=user, at=at)


def _proposal(row, organisations):
    at, user = moment(row["saved"]), _person(row)
    proposal = proposal_start(
        organisation=organisations[row["organisation"]], by=user, language=row["language"], at=at
    )
    typed = {"organisation": row["organisation"], "partners": [], "milestones": [], **row["typed"]}
    proposal = proposal_save(proposal=proposal, typed=typed, version=proposal.version, by=user, at=at)
    if row.get("asks"):
        proposal_ask(proposal=proposal, by=user, at=at)
    if row.get("sent"):
        proposal_submit(proposal=proposal, by=user, at=at)


def _person(row):
    return User.objects.get(username=row["user"])
