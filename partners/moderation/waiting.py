"""How many requests wait, where the editorial work says what waits for somebody."""

from django.urls import reverse

from core import slots

from .queue import waiting_count


@slots.provide("editorial:waiting", name="requests", template="partners/moderation/waiting.html", queries=1)
def waiting_requests(user, language):
    number = waiting_count(user)
    return {"number": number, "url": reverse("requests:index")} if number else None
