"""What moderators decide on: every kind of request says how it is shown, accepted and sent back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Q
from django.db.models.signals import post_save

from . import news


@dataclass(frozen=True)
class Change:
    """One difference that a request makes; `lang` is filled in where its words are of one language.

    `segments`: what stays, goes and comes in a text, as (“=”, “-” or “+”, words). `meanwhile`: what somebody else made
    of it since; None where nobody did. `image`: the address of a picture to look at.
    """

    label: str
    before: str
    after: str
    lang: str = ""
    segments: tuple = ()
    meanwhile: str | None = None
    image: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of request, a model that is a `partners.models.Request`.

    `changes(request, language)` lists what it would change. `accept(request=, by=, data=)` and
    `return_(request=, by=, reason=)` decide; the row is locked then, and they raise ValidationError where they refuse.
    A `form_class(data, files, request=…, prefix=…)` asks what accepting needs: `data` is its `texts` where it has
    those, else its cleaned_data; without a form {}.
    """

    code: str
    model: type
    label: str
    permission: str
    changes: Callable
    accept: Callable
    return_: Callable
    form_class: type | None = None
    subject: Callable | None = None
    """`subject(request)`: what it is about in a few words; else the name of its organisation."""
    url_of_subject: Callable | None = None
    """`url_of_subject(request)`: the screen of the administration that shows what there is now."""
    url_for_person: Callable | None = None
    """`url_for_person(request)`: where who asked goes on, in the active language; else “My space”."""
    of_organisations: Callable | None = None
    """`of_organisations(organisations)`: the Q of requests in which one of these takes part; else of its own."""

    writes_itself: bool = False
    """Whether its services mail who asked what was decided: then the queue does not."""

    def objects(self):
        return self.model.objects.select_related("submitted_by", "decided_by", "organisation__account_manager")

    def subject_of(self, request):
        return str(self.subject(request) if self.subject else request.organisation or "")

    def concerns(self, organisations):
        if self.of_organisations:
            return self.of_organisations(organisations)
        return Q(organisation__in=organisations)


_kinds: dict[str, Kind] = {}


def register(kind):
    """Let moderators decide on this kind; a second one of that code is an error."""
    if kind.code in _kinds:
        raise ValueError(f"There is a kind of request named {kind.code} already.")
    _kinds[kind.code] = kind
    post_save.connect(partial(news.saved, kind), sender=kind.model, weak=False, dispatch_uid=f"request:{kind.code}")


def kind_of(code):
    """The kind of that code, or None."""
    return _kinds.get(code)


def kind_for(request):
    """The kind of that request, or None."""
    return next((kind for kind in _kinds.values() if isinstance(request, kind.model)), None)


def kinds():
    return [kind for _code, kind in sorted(_kinds.items())]


def kinds_for(user):
    """The kinds that this person may decide on."""
    return [kind for kind in kinds() if user.has_perm(kind.permission)]
