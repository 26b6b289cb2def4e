"""The answers to who may not see what they ask for."""

from django.utils.translation import gettext as _

from consultations.answering.shell import show


def not_known(request, at):
    """The answer where this browser may not open a contribution; the same where there is none of that reference."""
    return show(
        request, "consultations/after/not_known.html", title=_("We cannot show this contribution"), at=at, status=404
    )


def refused(request, refusal, at, *, new_link_url=""):
    """The answer to a link that opens nothing, with why; `new_link_url` asks for another one by mail."""
    return show(
        request,
        "consultations/after/refused.html",
        title=_("This link does not open anything"),
        at=at,
        status=410 if refusal.link else 404,
        reason=refusal.message,
        new_link_url=new_link_url,
    )
