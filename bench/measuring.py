"""Rounds of constant answers and pages in turn, so that what else the machine does hits both."""

from dataclasses import dataclass, field
from statistics import median

CONSTANT, BARE = "/bench/constant/", "/bench/bare/"


@dataclass
class Figures:
    """What was measured of one page at one scale; every list has a number per round."""

    name: str
    scale: int
    seen: dict
    """What bench.look says of it."""
    rates: list = field(default_factory=list)
    constants: list = field(default_factory=list)
    """The rate of the constant answer, just before and just after."""
    costs: list = field(default_factory=list)
    """How many constant answers the processor could have given instead of one page."""

    @property
    def ratios(self):
        return [rate / constant for rate, constant in zip(self.rates, self.constants, strict=True)]

    @property
    def ratio(self):
        return median(self.ratios)

    @property
    def cost(self):
        return median(self.costs)

    @property
    def milliseconds(self):
        """Of the whole server, per answer."""
        return 1000 / median(self.rates)

    def growth(self, base):
        """How many times the cost of the same page at another scale, round by round; both against the constant."""
        if self.cost and base.cost:
            return self.cost / base.cost
        return median(there / here for here, there in zip(self.ratios, base.ratios, strict=True))


def measure(figures, servers, load, short, rounds, progress):
    """Fill in the figures; `servers`: {scale: Server}; `short`: the Load of the constant answer."""
    for number in range(rounds):
        for place, row in enumerate(figures):
            progress(number, place)
            server = servers[row.scale]
            before = short.ask(server, CONSTANT)
            page = load.ask(server, row.seen["address"])
            after = short.ask(server, CONSTANT)
            row.rates.append(page.rate)
            row.constants.append((before.rate + after.rate) / 2)
            constant = (before.cost + after.cost) / 2
            row.costs.append(page.cost / constant if constant else 0)


def missed(figures, subjects):
    """Every figure that is not what it should be, in words."""
    from .pages import QUERIES

    found, smallest = [], min(row.scale for row in figures)
    base = {row.name: row for row in figures if row.scale == smallest}
    for row in figures:
        subject = subjects[row.name]
        if row.ratio < subject.rate:
            found.append(f"{row.name} at {row.scale}: {row.ratio:.3f} of the constant answer, not {subject.rate}")
        if row.seen["queries"] > QUERIES:
            found.append(f"{row.name} at {row.scale}: {row.seen['queries']} queries, not {QUERIES} at most")
        if subject.growth and row.scale != smallest and row.growth(base[row.name]) > subject.growth:
            growth = row.growth(base[row.name])
            found.append(f"{row.name}: {growth:.2f} times its cost at {smallest}, not {subject.growth} at most")
    return found
