"""How certain it is who somebody is: the level of a log-in, and the level that their roles ask for."""

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from . import config

KEY = "users.assurance"
"""Where the session keeps the level of the log-in."""

LABELS = {"low": _("low"), "substantial": _("substantial"), "high": _("high")}
"""The three of the European regulation (eIDAS, article 8); other levels are shown by their own names."""

_required: dict[str, str] = {}


def require(role, level):
    """Let the role (the name of a group) ask for at least that level."""
    _required[role] = level


def required():
    return dict(_required)


def label(level):
    return LABELS.get(level, level)


def level_of(acr):
    """The name of the level that the service reports, or None for a level that we do not know."""
    return next((name for name, value in config.levels().items() if value == acr), None)


def needed(user):
    """The highest level that this person's roles ask for, or ""; one that the settings do not name is highest."""
    asked = [_required[name] for name in user.groups.values_list("name", flat=True) if name in _required]
    return max(asked, key=_rank, default="")


def is_enough(given, asked):
    return not asked or (given in config.levels() and _rank(given) >= _rank(asked) and asked in config.levels())


def at_least(level):
    """The levels from that one on, the lowest first: what we ask the service for."""
    return [name for name in config.levels() if not level or _rank(name) >= _rank(level)]


def is_second_factor(request):
    """Whether this person logged in so strongly that nothing else needs to be asked."""
    given = getattr(request, "oidc_level", "") or request.session.get(KEY, "")
    enough = settings.OIDC["second_factor"] or next(reversed(config.levels()), "")
    return given in config.levels() and _rank(given) >= _rank(enough)


def _rank(level):
    """Its place in the order; what the settings do not name stands above everything."""
    names = list(config.levels())
    return names.index(level) if level in names else len(names)


@receiver(user_logged_in)
def keep_level(request, **kwargs):
    """Whoever logs in another way in the same browser does not inherit the level."""
    if request is None or not hasattr(request, "session"):
        return
    request.session.pop(KEY, None)
    if level := getattr(request, "oidc_level", ""):
        request.session[KEY] = level
