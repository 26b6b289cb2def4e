"""Addresses that work for the editor and for nobody else."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.blocks import URLBlock

from .problems import WARNING, problem

HERE = ("localhost", "127.0.0.1", "0.0.0.0")  # noqa: S104 - looked for, not bound to


def problems(subject):
    addresses = [(part, link.href) for part in subject.rich_texts for link in part.rich.links]
    addresses += [(part, part.text) for part in subject.inside(URLBlock)]
    for part, address in addresses:
        if is_private(address):
            message = _("Readers cannot open this address.")
            yield problem(WARNING, "address-private", part, message, address)


def is_private(address):
    """Whether an address leads to somebody's own machine, or into the CMS."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return False
    is_ours = host in ("", urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname)
    is_in_cms = is_ours and f"{parts.path}/".startswith(reverse("wagtailadmin_home"))
    return parts.scheme == "file" or host in HERE or host.endswith(".local") or is_in_cms
