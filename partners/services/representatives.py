"""Who speaks for an organisation: claims, invitations, roles and ends."""

from .claims import claim_accept, claim_return, claim_submit, claim_withdraw
from .invitations import (
    invitation_accept,
    invitation_decline,
    invitation_send,
    invitation_withdraw,
    invitations_forget,
)
from .terms import representative_add, representative_end, representative_role

__all__ = [
    "claim_accept",
    "claim_return",
    "claim_submit",
    "claim_withdraw",
    "invitation_accept",
    "invitation_decline",
    "invitation_send",
    "invitation_withdraw",
    "invitations_forget",
    "representative_add",
    "representative_end",
    "representative_role",
]
