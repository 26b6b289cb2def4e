"""What changed in a plan between two snapshots: two contents, matched by the codes of their commitments."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Comparison:
    """Lists of codes of commitments, in the order in which the content has them."""

    moved: list = field(default_factory=list)
    """Those that stand elsewhere than before."""
    slipped: list = field(default_factory=list)
    """Those that are due later than before."""
    hastened: list = field(default_factory=list)
    """Those that are due earlier than before."""
    new: list = field(default_factory=list)
    dropped: list = field(default_factory=list)

    def __bool__(self):
        return any((self.moved, self.slipped, self.hastened, self.new, self.dropped))


def compare(before, after):
    """`before` and `after` are contents of the same plan, the earlier one first."""
    old, new = _commitments(before), _commitments(after)
    both = [code for code in new if code in old]
    dates = {code: (old[code]["due_on"], new[code]["due_on"]) for code in both}
    return Comparison(
        moved=[code for code in both if old[code]["standing"] != new[code]["standing"]],
        slipped=[code for code, (then, now) in dates.items() if then and now and now > then],
        hastened=[code for code, (then, now) in dates.items() if then and now and now < then],
        new=[code for code in new if code not in old],
        dropped=[code for code in old if code not in new],
    )


def _commitments(content):
    return {row["code"]: row for action in content["actions"] for row in action["commitments"]}
