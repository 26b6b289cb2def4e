"""The code with which another site shows a card."""

from django.utils.html import format_html

SIZE = (420, 280)
"""Width and height of the frame: enough for a long title in either language."""

FRAME = (
    '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" referrerpolicy="no-referrer" '
    'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>'
)


def embed_code(address, title):
    """An iframe, to be copied; its title tells who cannot see it what it is."""
    width, height = SIZE
    return format_html(FRAME, address, title, str(width), str(height))
