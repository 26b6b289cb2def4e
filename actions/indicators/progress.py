"""How far an indicator is on the way to its target: one formula, used everywhere and shown to readers (`RULES`)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

RULES = [
    _(
        "Progress is how much of the way from the baseline to the target is behind us: (latest figure − baseline) ÷ "
        "(target − baseline), rounded down. It holds whether a higher or a lower figure is better. The target is the "
        "next one still to come or, once all have passed, the last one."
    ),
    _(
        "A figure on the wrong side of the baseline gets no percentage: we say that it is worse. A target that was "
        "passed counts as the whole way. There is no percentage without a baseline, nor for a target that equals it."
    ),
]


class Outcome(models.TextChoices):
    NO_TARGET = "no_target", _("No target was set.")
    NO_MEASUREMENT = "no_measurement", _("Not measured yet.")
    NO_BASELINE = "no_baseline", _("No percentage: there is no baseline. The target is not reached yet.")
    NO_BASELINE_REACHED = "no_baseline_reached", _("No percentage: there is no baseline. The target is reached.")
    NO_WAY = "no_way", _("No percentage: the target equals the baseline. The latest figure is worse.")
    NO_WAY_REACHED = "no_way_reached", _("No percentage: the target equals the baseline. The latest figure keeps it.")
    WORSE = "worse", _("Worse than the baseline.")
    ON_THE_WAY = "on_the_way", _("Part of the way from baseline to target")
    REACHED = "reached", _("Target reached")
    PASSED = "passed", _("Target passed")


@dataclass(frozen=True)
class Progress:
    """How far on the way; `share` is exact (0.5 is half the way, below 0 is worse), None where there is no formula."""

    outcome: Outcome
    share: Decimal | None = None

    @property
    def percent(self):
        """A whole number from 0 to 100, or None where a percentage would say something untrue."""
        if self.share is None or self.share < 0:
            return None
        # Rounded down, so that only a target that was reached shows 100.
        return 100 if self.share >= 1 else int(self.share * 100)


def progress_of(*, baseline, target, latest, higher_is_better=True):
    """See `RULES`; each figure is a Decimal, or None where there is none."""
    if target is None:
        return Progress(Outcome.NO_TARGET)
    if latest is None:
        return Progress(Outcome.NO_MEASUREMENT)
    if baseline is None or baseline == target:
        reached = latest >= target if higher_is_better else latest <= target
        return Progress(_without_formula(baseline, reached))
    share = (latest - baseline) / (target - baseline)
    if latest == target:
        return Progress(Outcome.REACHED, share)
    # Not by the share: very large figures round it to 1 or to 0.
    upwards = target > baseline
    if (latest > target) == upwards:
        return Progress(Outcome.PASSED, max(share, Decimal(1)))
    if latest != baseline and (latest > baseline) != upwards:
        return Progress(Outcome.WORSE, share)
    return Progress(Outcome.ON_THE_WAY, min(share, ALMOST))


ALMOST = Decimal("0.9999999999")


def _without_formula(baseline, reached):
    if baseline is None:
        return Outcome.NO_BASELINE_REACHED if reached else Outcome.NO_BASELINE
    return Outcome.NO_WAY_REACHED if reached else Outcome.NO_WAY
