"""The log-in service of the government, as the settings name it; there may be none."""

import hashlib
import hmac

from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.utils.translation import get_language

CODE = "oidc"
"""By which the rows of its people are known; it outlives a change of name."""


def is_set_up():
    return bool(settings.OIDC["issuer"])


def name(language=None):
    """What people call it, in their language."""
    names = settings.OIDC["name"]
    return names.get(language or get_language()) or names.get(settings.LANGUAGE_CODE) or "OpenID Connect"


def issuer():
    return settings.OIDC["issuer"].rstrip("/")


def levels():
    """The levels of assurance, the lowest first: {name: the value of `acr`}.

    The settings say "name=acr", or only the value where it is its own name.
    """
    pairs = (text.partition("=") for text in settings.OIDC["levels"])
    return {name.strip(): (acr or name).strip() for name, _sign, acr in pairs}


def app():
    """The same for the library; it never stands in the database."""
    own = settings.OIDC
    return SocialApp(
        provider=CODE,
        provider_id=CODE,
        name=name(),
        client_id=own["client_id"],
        secret=own["secret"],
        settings={"server_url": issuer(), "scope": own["scopes"], "oauth_pkce_enabled": True},
    )


def digest_of(subject):
    """What is kept of who somebody is there: a keyed digest, for the subject may be a national number."""
    text = f"{issuer()}\n{subject}"
    return hmac.new(settings.OIDC["subject_key"].encode(), text.encode(), hashlib.sha256).hexdigest()
