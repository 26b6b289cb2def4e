"""A log-in service on this machine: a real issuer of a library, which can be made to lie."""

import logging
import os
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from threading import Thread
from urllib.parse import parse_qs, urlparse

import flask
import jwt
import oidc_provider_mock
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from werkzeug.serving import make_server

CLIENT, SECRET = "platform", "between the two"


class Issuer:
    """`lie`: claims of the next ID tokens that differ, or a function that makes another token of it."""

    def __init__(self):
        os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.app = oidc_provider_mock.app(require_nonce=True)
        self.app.before_request(self._look)
        self.app.after_request(self._change)
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.forget()

    def forget(self):
        self.lie, self.asked, self.challenges, self.userinfo, self.storage = {}, {}, {}, 0, None

    def register(self, subject, **claims):
        """Let there be a person with those claims."""
        requests.put(f"{self.url}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def log_in(self, address, subject):
        """What a person does there; the address to which they are sent back."""
        self.asked = {name: values[0] for name, values in parse_qs(urlparse(address).query).items()}
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
        return answer.headers["Location"]

    def _look(self):
        """The library's issuer leaves proof keys (PKCE, RFC 7636) unchecked: here they are."""
        self.storage = flask.g.oidc_provider_mock_storage
        if flask.request.path == "/userinfo":
            self.userinfo += 1
        if flask.request.path == "/oauth2/token":
            form = flask.request.form
            proof = sha256(form.get("code_verifier", "").encode()).digest()
            if urlsafe_b64encode(proof).decode().rstrip("=") != self.challenges.get(form.get("code")):
                return {"error": "invalid_grant"}, 400
        return None

    def _change(self, response):
        if code := parse_qs(urlparse(response.headers.get("Location", "")).query).get("code"):
            self.challenges[code[0]] = flask.request.args.get("code_challenge")
        if flask.request.path != "/oauth2/token" or response.status_code != 200 or not self.lie:
            return response
        body = response.get_json()
        body["id_token"] = self._other(body["id_token"])
        response.set_data(flask.json.dumps(body))
        return response

    def _other(self, token):
        if callable(self.lie):
            return self.lie(token)
        claims = jwt.decode(token, options={"verify_signature": False})
        claims = {name: value for name, value in (claims | self.lie).items() if value is not None}
        header = jwt.get_unverified_header(token)
        key = self.storage.jwk.as_pem(is_private=True)
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": header["kid"]} if "kid" in header else None)


def signed_by_another(token):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    header = {name: value for name, value in jwt.get_unverified_header(token).items() if name == "kid"}
    return jwt.encode(jwt.decode(token, options={"verify_signature": False}), key, algorithm="RS256", headers=header)


def not_signed(token):
    return jwt.encode(jwt.decode(token, options={"verify_signature": False}), None, algorithm="none")


@contextmanager
def running():
    issuer = Issuer()
    thread = Thread(target=issuer.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        issuer.server.shutdown()
        issuer.server.server_close()
        thread.join(2)
