"""What apps above keep of organisations: each says what becomes of it when an organisation ends, and does it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """Something that can be handed to a successor when an organisation is reorganised.

    `heirs(successors)`: who can answer for it from then on, as [(key, label)].
    """

    key: str
    label: str
    heirs: list


@dataclass(frozen=True)
class Estate:
    name: str
    words: Callable
    """`words(act, organisation, successors)`: sentences on what will happen, and to how many things."""
    merge: Callable | None = None
    """`merge(predecessor=, successor=, on=, by=)`: in the transaction of the merger."""
    things: Callable | None = None
    """`things(organisation, successors)`: what can be handed over one by one."""
    hand_over: Callable | None = None
    """`hand_over(organisation=, key=, heir=, successors=, on=, by=)`: raises ValidationError where it may not be."""


_estates: dict[str, Estate] = {}


def register(estate):
    if estate.name in _estates:
        raise ValueError(f"There is an estate named {estate.name} already.")
    _estates[estate.name] = estate


def estates():
    return [estate for _name, estate in sorted(_estates.items())]


def things_of(organisation, successors):
    """{name in a form: Thing} of all that can be handed over."""
    found = {}
    for estate in estates():
        for thing in estate.things(organisation, successors) if estate.things else []:
            found[f"{estate.name}-{thing.key}"] = thing
    return found


def hand_over(*, organisation, chosen, successors, on, by):
    """`chosen`: {name in a form: key of the heir}."""
    for name, heir in chosen.items():
        estate, _dash, key = name.partition("-")
        if heir and estate in _estates:
            _estates[estate].hand_over(
                organisation=organisation, key=key, heir=heir, successors=successors, on=on, by=by
            )
