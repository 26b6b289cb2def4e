"""Goes wherever a link, an address in a feed, in a sitemap, in a calendar or in an answer leads."""

import html
import re
from collections import deque
from io import BytesIO
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

from pypdf import PdfReader

HOST = "http://testserver"
ADDRESS = re.compile(
    r"""(?:href|src|action|content)="([^"]+)"|(https?://testserver[^\s"'<>\\)]+)|"(/[a-z]+/[^"\s]*)\""""
)
SKIPPED = re.compile(r"^/(admin|static|media|oidc)/|^/(nl|fr)/(account|mijn-|mon-|mes-|compte|deelnemen|participer)")
"""What is for one person, and what Django hands out by itself."""

WITH_QUERY = re.compile(r"[?&](p|page|q|limit|download|language|on)=")
"""Queries that lead to more, not to another view of the same."""


def walked(client, seeds, most=1_500):
    """Everything that can be reached from these addresses: {address: (status, text)}."""
    waiting, found = deque(seeds), {}
    while waiting and len(found) < most:
        address = waiting.popleft()
        if address in found:
            continue
        response = client.get(address)
        found[address] = response.status_code, text_of(response)
        target = response.headers.get("Location")
        links = [target] if target else links_in(found[address][1])
        waiting.extend(link for link in map(local, links) if link and link not in found)
    return found


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    if "pdf" in kind:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    text = content.decode(errors="replace") if not kind.startswith("image/png") else ""
    return text.replace("\r\n ", "") if "calendar" in kind else text


def links_in(text):
    for match in ADDRESS.finditer(html.unescape(text)):
        yield next(filter(None, match.groups()))


def local(link):
    """The path of a link to this site with the query that matters, or nothing."""
    parts = urlsplit(link.replace("webcal://", "http://"))
    if parts.netloc not in ("", "testserver") or not parts.path.startswith("/") or SKIPPED.search(parts.path):
        return None
    query = f"?{parts.query}" if WITH_QUERY.search(f"?{parts.query}") else ""
    return f"{unquote(parts.path)}{query}"
