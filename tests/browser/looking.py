"""What every screen must stand."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
SYSTEM_COLOURS = RULES | {"rules": {"color-contrast": {"enabled": False}}}
"""In forced colours the system decides the contrast, and axe reads the colours from before."""


def look(page, widths=(320, 1280), rules=RULES):
    """Axe finds nothing, on a telephone and on a desk, and nothing is wider than the screen."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options=rules).response["violations"]
        assert not found, "\n".join(
            f"{page.url} {width} {rule['id']}: {node['target']} {node['html']}"
            for rule in found
            for node in rule["nodes"]
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
