"""The addresses that mails lead to."""

from django.urls import reverse
from django.utils.translation import override

from editorial.mails.post import absolute


def link_url(secret, language):
    """The whole address of a personal link, for a reader of that language."""
    with override(language):
        return absolute(reverse("owners:link", args=[secret]))
