"""From the first word of a pledge to the reports on it."""

from .acceptance import pledge_accept, pledge_return
from .joint import NobodyThere, proposal_answer, proposal_ask, proposal_take_out
from .proposals import (
    NewerText,
    NotEditable,
    NotWhole,
    proposal_drop,
    proposal_reopen,
    proposal_save,
    proposal_start,
    proposal_submit,
    proposal_take_back,
    unconfirmed,
)
from .reporters import person_leaves, pledge_report_by

__all__ = [
    "NewerText",
    "NobodyThere",
    "NotEditable",
    "NotWhole",
    "person_leaves",
    "pledge_accept",
    "pledge_report_by",
    "pledge_return",
    "proposal_answer",
    "proposal_ask",
    "proposal_drop",
    "proposal_reopen",
    "proposal_save",
    "proposal_start",
    "proposal_submit",
    "proposal_take_back",
    "proposal_take_out",
    "unconfirmed",
]
