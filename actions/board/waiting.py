"""What waits for somebody's decision, where the editorial work says what waits for them."""

from django.urls import reverse

from core import slots

from .policies import decides
from .queue import waiting_count


@slots.provide("editorial:waiting", name="submissions", template="actions/board/waiting.html", queries=1)
def waiting_submissions(user, language):
    number = waiting_count(user) if decides(user) else 0
    return {"number": number, "url": reverse("queue:index")} if number else None
