"""Domains of organisations and of e-mail addresses, as evidence of who belongs to whom."""

import re
import unicodedata
from urllib.parse import urlsplit

SHARED = frozenset([
    "gmail.com", "googlemail.com", "outlook.com", "outlook.be", "outlook.fr", "hotmail.com", "hotmail.be",
    "hotmail.fr", "hotmail.nl", "live.com", "live.be", "live.fr", "live.nl", "msn.com", "yahoo.com",
    "yahoo.fr", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "proton.me",
    "protonmail.com", "pm.me", "tutanota.com", "tuta.com", "posteo.net", "posteo.de", "mailbox.org",
    "gmx.com", "gmx.net", "gmx.de", "gmx.fr", "web.de", "mail.com", "zoho.com", "fastmail.com", "yandex.com",
    "mail.ru", "laposte.net", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "telenet.be", "skynet.be",
    "proximus.be", "belgacom.net", "scarlet.be", "voo.be", "brutele.be", "base.be", "orange.be", "edpnet.be",
    "pandora.be", "chello.be", "tele2.be", "mobistar.be", "ziggo.nl", "kpnmail.nl", "planet.nl", "hetnet.nl",
    "xs4all.nl", "home.nl", "duck.com", "mailinator.com", "yopmail.com", "facebook.com", "linkedin.com",
    "instagram.com", "youtube.com", "twitter.com", "wordpress.com", "blogspot.com", "wixsite.com",
    "weebly.com", "google.com", "github.io", "github.com", "medium.com", "linktr.ee",
])  # fmt: skip
"""Where everybody can have an address or a page: they prove nothing about an organisation."""


def domain_of_address(email):
    """The domain of an e-mail address, in the letters of the DNS; empty where it has none that counts."""
    return _counting(email.rpartition("@")[2]) if "@" in email else ""


def domain_of_site(url):
    """The domain of a website without www; empty where it has none that counts."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _counting(host.removeprefix("www."))


def domains_of(organisation):
    """The domains that are an organisation's own: of its website and of its general e-mail address."""
    return {domain_of_site(organisation.website), domain_of_address(organisation.email)} - {""}


def belongs(domain, own):
    """Whether it is the organisation's domain or below it: mail.example.org, never example.org.evil.com."""
    return bool(domain and own) and (domain == own or domain.endswith(f".{own}"))


def is_plain(domain):
    """Whether everybody reads in it what a computer does: Latin letters with or without accents, digits, hyphens.

    Letters of other alphabets look like ours, and a few of Latin (ß) lead to one domain or to another. The domain may
    stand in its written form or in that of the DNS (xn--…).
    """
    try:
        written = domain.lower().encode("idna").decode("ascii").encode("ascii").decode("idna")
    except UnicodeError:
        return False
    signs = {*domain.lower(), *written} if not domain.isascii() else set(written)
    return all(re.match(r"[a-z0-9.-]", unicodedata.normalize("NFD", sign)) for sign in signs)


def _counting(domain):
    domain = domain.strip().rstrip(".").lower()
    if not is_plain(domain):
        return ""
    name = domain.encode("idna").decode()
    shared = any(belongs(name, domain) for domain in SHARED)
    is_name = "." in name and not name.rpartition(".")[2].isdecimal()
    return name if is_name and not shared else ""
