"""Names of organisations as they are compared: case, accents, points and legal forms do not count."""

import re

from core.folding import folded

LEGAL_FORMS = frozenset([
    "nv", "sa", "bv", "srl", "bvba", "sprl", "vzw", "asbl", "ivzw", "aisbl", "cv", "sc", "cvba", "scrl", "vof", "snc",
    "commv", "scomm", "gcv", "ltd", "gmbh",
])  # fmt: skip
BETWEEN = re.compile(r"[\W_]+")


def name_key(name):
    """The same for “Bakkerij Jansens NV”, “BAKKERIJ  JANSENS” and “Bakkerij Jansens n.v.”."""
    words = BETWEEN.sub(" ", folded(name or "").replace(".", "")).split()
    return " ".join([word for word in words if word not in LEGAL_FORMS] or words)
