"""What markup says, without it: for descriptions, mails and pictures."""

from html import unescape

from django.utils.html import strip_tags


def plain(markup):
    return unescape(strip_tags(markup))
