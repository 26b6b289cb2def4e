"""Mails about pledges in the making, to each reader in their own language."""

from django.urls import reverse

from core.languages import active_language
from editorial.mails.facts import quoted
from editorial.mails.post import absolute, after_commit, one_line, send
from partners.space.mails import secretariat_of

from .theirs import people_of
from .wording import in_words, title_of


def asked(proposal, partners):
    """Ask the administrators of these partners to read the text and to answer."""
    for partner in partners:
        after_commit(_send, "pledge_asked", people_of([partner]), proposal)


def answered(proposal, organisation, confirms, words, *, is_last):
    """Tell the people of the leading organisation what a partner said."""
    more = {"partner": organisation, "confirms": confirms, "words": words, "is_last": is_last}
    after_commit(_send, "pledge_answered", _leaders(proposal), proposal, **more)


def nobody_there(proposal, partners):
    """Tell the secretariat of partners of which nobody is on the platform."""
    for partner in partners:
        after_commit(_send, "pledge_partner_missing", secretariat_of(partner), proposal, partner=partner)


def accepted(proposal, partners):
    """Tell the people of every organisation that makes it, but who sent it in: they are told as who asked."""
    told = {proposal.submitted_by_id}
    people = [person for person in [*_leaders(proposal), *people_of(partners)] if person.pk not in told]
    after_commit(_send, "pledge_accepted", people, proposal, code=proposal.pledge.code)


def _leaders(proposal):
    people = people_of([proposal.organisation])
    starter = proposal.started_by
    speaks = starter and starter in people_of([proposal.organisation], administers=False)
    return [*people, *([starter] if speaks and starter not in people else [])]


def _send(template, people, proposal, **more):
    send(template, people, lambda: _facts(proposal, **more))


def _facts(proposal, partner=None, words="", code="", **more):
    language = active_language()
    address = reverse("pledging:pledge", args=[code]) if code else reverse("pledging:proposal", args=[proposal.key])
    return more | {
        "title": one_line(title_of(proposal, language)[0]),
        "promise": quoted(in_words(proposal.typed, "text", language)[0]),
        "organisation": one_line(proposal.organisation.name_in(language)),
        "partner": one_line(partner.name_in(language)) if partner else "",
        "words": quoted(words),
        "url": absolute(address),
    }
