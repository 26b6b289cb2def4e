"""Where the calendars are that other programs read."""

from django.urls import reverse

KINDS = ("plan", "theme", "organisation")


def calendar_url(kind, code, language):
    """The address of the deadlines and milestones of a plan, theme or organisation as an ICS file."""
    return reverse(f"actions:{kind}_calendar", args=[code, language])
