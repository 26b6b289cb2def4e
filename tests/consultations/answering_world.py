"""Somebody with a browser who takes part: what the screens show is what is sent back."""

from datetime import timedelta

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from consultations.models import Draft
from core.dates import today

from .world import opened


def open_now(sample=None, **values):
    """(a consultation that is open today, its sample)."""
    days = {"opens_on": today() - timedelta(days=3), "closes_on": today() + timedelta(days=30)}
    return opened(sample, **(days | values))


def closed_since(hours, **values):
    """(a consultation whose last day is over, its sample); 24 hours of grace unless told otherwise."""
    days = -(-hours // 24)
    return open_now(opens_on=today() - timedelta(days=30), closes_on=today() - timedelta(days=days), **values)


class Visitor:
    def __init__(self, client, consultation, language="nl"):
        self.client, self.consultation, self.language = client, consultation, language

    def address(self, name, language=None, **kwargs):
        with override(language or self.language):
            return reverse(f"take_part:{name}", kwargs={"code": self.consultation.code} | kwargs)

    def begin(self, **fields):
        response = self.client.post(self.address("start"), {"act": "begin"} | fields)
        assert response.status_code == 302, response.content
        return response

    def draft(self):
        return Draft.objects.filter(consultation=self.consultation).latest("pk")

    def see(self, name, language=None, **kwargs):
        return self.client.get(self.address(name, language, **kwargs))

    def send(self, name, changes=(), *, page=None, act="next", language=None, **kwargs):
        """Fill in the page (as it is now, or as it was shown in the answer `page`) and press a button."""
        fields = form_of(page or self.see(name, language, **kwargs)) | dict(changes) | {"act": act}
        return self.client.post(self.address(name, language, **kwargs), fields)

    def autosave(self, page, changes=()):
        fields = form_of(page) | dict(changes)
        return self.client.post(self.address("save"), fields, headers={"accept": "application/json"})


def soup_of(response):
    return BeautifulSoup(response.content, "html.parser")


def words_in(response):
    """What can be read in the page, in one line."""
    return " ".join(soup_of(response).main.get_text(" ").split())


def form_of(response):
    """What a browser would send from the form for answers: {name: value or list of values}."""
    form = soup_of(response).select_one("form.answers, main form")
    fields = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") in ("file", "submit") or (
            field.get("type") in ("radio", "checkbox") and not field.has_attr("checked")
        ):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            value = chosen.get("value", chosen.text) if chosen else ""
        else:
            value = field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
        fields.setdefault(field["name"], []).append(value)
    return fields


def now():
    return timezone.now()
