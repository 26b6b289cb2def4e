"""One way to write a content down, so that everybody computes the same digest of it."""

import hashlib
import json


def canonical(content):
    """JSON with sorted keys and no spaces, in UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest_of(content):
    """The SHA-256 of the canonical form, in hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()
