"""The kinds of requests of this app; apps above register theirs."""

from . import claims, profiles
from .kinds import register


def register_all():
    register(claims.KIND)
    register(profiles.KIND)
