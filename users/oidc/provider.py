"""The library's OpenID Connect, with what it leaves out: nonce, signature, level, and forgetting the rest."""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.core.cache import cache
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import get_language

from . import assurance, config, tokens
from .refusals import Refusal

ASKED = "users.oidc.level"
"""Where the session keeps the level to ask for, after a log-in that was not strong enough."""

KNOWN_FOR = 300
"""Seconds for which the addresses of the service are kept."""


class ServiceAdapter(OpenIDConnectOAuth2Adapter):
    """Talks with the service; `state` is what was kept of the beginning of this log-in."""

    state = None

    def __init__(self, request):
        super().__init__(request, config.CODE)

    @property
    def openid_config(self):
        """Where its addresses are. Raises requests' errors, and Refusal where it calls itself something else."""
        address = self.get_provider().server_url
        found = cache.get(f"oidc:{address}")
        if found is None:
            found = tokens.fetch(address)
            if str(found.get("issuer")).rstrip("/") != config.issuer():
                raise Refusal("answer")
            cache.set(f"oidc:{address}", found, KNOWN_FOR)
        return found

    def complete_login(self, request, app, token, response=None, **kwargs):
        id_token = response.get("id_token")
        if not isinstance(id_token, str):
            raise Refusal("answer")
        claims = tokens.claims_of(id_token, configuration=self.openid_config, nonce=self.state["nonce"])
        claims = tokens.with_address(claims, configuration=self.openid_config, access_token=token.token)
        return self.get_provider().sociallogin_from_response(request, claims)

    def get_callback_url(self, request, app):
        return build_absolute_uri(request, reverse("oidc_callback"))


class ServiceProvider(OpenIDConnectProvider):
    """Not in the library's registry: it has no address but ours, which check what theirs do not."""

    id = config.CODE

    def get_oauth2_adapter(self, request):
        return ServiceAdapter(request)

    def get_login_url(self, request, **kwargs):
        return reverse("oidc:start")

    def get_redirect_from_request_kwargs(self, request):
        """Only where to go afterwards comes from the address; what we ask the service for never does."""
        nonce = get_random_string(43)
        return {
            "next_url": get_next_redirect_url(request),
            "process": AuthProcess.LOGIN,
            "scope": self.get_scope(),
            "auth_params": self._wishes(request) | {"nonce": nonce},
            "nonce": nonce,
            "language": get_language(),
        }

    def _wishes(self, request):
        level = request.session.pop(ASKED, "")
        wishes = {"ui_locales": get_language()}
        if names := assurance.at_least(level):
            wishes["acr_values"] = " ".join(config.levels()[name] for name in names)
        return wishes | ({"prompt": "login"} if level else {})

    def extract_uid(self, data):
        return config.digest_of(data["sub"])

    def extract_extra_data(self, data):
        return {}

    def extract_common_fields(self, data):
        return {}

    def extract_email_addresses(self, data):
        return []

    def sociallogin_from_response(self, request, response):
        """Carries what the decision needs beside the row, in memory alone."""
        login = super().sociallogin_from_response(request, response)
        login.claims = {name: response.get(name) for name in ("acr", "email", "email_verified")}
        return login
