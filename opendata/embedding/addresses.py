from django.urls import reverse


def card_url(code, language):
    """The path of the card of an action: a page that other sites show in a frame."""
    return reverse("opendata:card", kwargs={"code": code, "language": language})
