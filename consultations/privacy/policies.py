"""Rights on personal data and its logs: nobody adds, changes or deletes a row by hand."""

from consultations.models import AccessEntry, Erasure, Identity, RetentionRun
from editorial.permissions import RecordPermissionPolicy


class GuardedPolicy(RecordPermissionPolicy):
    forbidden = frozenset({"add", "change", "delete"})


POLICIES = {model: GuardedPolicy(model) for model in (Identity, AccessEntry, Erasure, RetentionRun)}
