"""What the service says of a person, checked: OpenID Connect Core 1.0, sections 3.1.3.7 and 5.3.2."""

import json

import jwt
from allauth.socialaccount.adapter import get_adapter
from django.utils.crypto import constant_time_compare

from . import config
from .refusals import Refusal

ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
"""Signatures with a key that only the service has."""

CLOCKS = 60
"""Seconds by which its clock may differ from ours."""

NEEDED = ("sub", "acr", "email", "email_verified")
"""All that is looked at; nothing else leaves this module."""


def claims_of(id_token, *, configuration, nonce):
    """What an ID token says, of what is NEEDED. Raises Refusal unless it is the service's own, for us and for now."""
    client = config.app().client_id
    try:
        claims = jwt.decode(
            id_token,
            key=_key(id_token, configuration["jwks_uri"]),
            algorithms=[jwt.get_unverified_header(id_token)["alg"]],
            issuer=config.issuer(),
            audience=client,
            leeway=CLOCKS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError):
        raise Refusal("answer") from None
    audience = claims["aud"]
    for_several = isinstance(audience, list) and len(audience) > 1
    meant = claims.get("azp", None if for_several else client)
    same_nonce = isinstance(claims.get("nonce"), str) and constant_time_compare(claims["nonce"], nonce)
    if meant != client or not same_nonce:
        raise Refusal("answer")
    return needed_of(claims)


def needed_of(claims):
    return {name: claims[name] for name in NEEDED if name in claims}


def with_address(claims, *, configuration, access_token):
    """The same with the address from the service's second answer, where the token has none."""
    if claims.get("email") or "userinfo_endpoint" not in configuration:
        return claims
    more = fetch(configuration["userinfo_endpoint"], headers={"Authorization": f"Bearer {access_token}"})
    if more.get("sub") != claims["sub"]:
        raise Refusal("answer")
    return claims | {name: more[name] for name in ("email", "email_verified") if name in more}


def fetch(address, **options):
    """A document of the service: an object of JSON. Raises requests’ errors, and Refusal for something else."""
    with get_adapter().get_requests_session() as session:
        response = session.get(address, **options)
        response.raise_for_status()
        document = response.json()
    if not isinstance(document, dict):
        raise Refusal("answer")
    return document


def _key(id_token, address):
    """The key with which it is signed. Raises PyJWT’s errors and ValueError."""
    header = jwt.get_unverified_header(id_token)
    if header["alg"] not in ALGORITHMS:
        raise ValueError(header["alg"])
    keys = [key for key in fetch(address)["keys"] if key.get("use", "sig") == "sig"]
    if "kid" in header:
        keys = [key for key in keys if key.get("kid") == header["kid"]]
    if len(keys) != 1:
        raise ValueError("key")
    return jwt.PyJWK.from_json(json.dumps(keys[0]), algorithm=header["alg"]).key
