"""The screens of a profile: what each shows besides what it is about."""

import secrets

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.languages import active_language, language_codes, language_name
from core.places import Link, languages_of_screen
from partners.space.people_rows import above
from partners.space.screens import name_of

from .contents import language_of, meanwhile, names, profile_of
from .differences import in_words, label_of
from .forms import ProfileForm
from .typed import marks_of


def show(request, name, organisation, *, title, status=200, **context):
    context |= {
        "page_title": title,
        "kicker": name_of(organisation),
        "organisation": organisation,
        "languages": languages_of_screen(request),
        "breadcrumbs": [Link(*place) for place in above(organisation)],
    }
    return render(request, f"partners/profile/{name}.html", context, status=status)


def form_screen(request, submission, *, form=None, profile=None, conflicts=None, status=200):
    """The form with what was typed; `conflicts`: {name: (what was typed here, what is kept)}."""
    organisation = submission.organisation
    profile = profile or profile_of(organisation)
    # In the form stands what was typed in it: whoever chooses that sends it once more.
    submission.typed = submission.typed | {name: here for name, (here, _there) in (conflicts or {}).items()}
    form = form or ProfileForm(submission, meanwhile(submission, profile)).unchecked()
    rows = [_both(name, *values) for name, values in (conflicts or {}).items()]
    return show(
        request,
        "form",
        organisation,
        title=_("Edit your profile"),
        submission=submission,
        form=form,
        errors=form.summary(),
        conflicts=rows,
        held=" ".join(conflicts or {}),
        seen=submission.version,
        made=marks_of(submission.typed),
        tab=secrets.token_urlsafe(9),
        kept=_kept(profile),
        shown=["themes", "goals", "translation"],
        action=reverse("space:profile", args=[organisation.code]),
        other_languages=[(code, language_name(code)) for code in language_codes() if code != active_language()],
        status=status,
    )


def profile_rows(profile, language):
    """What a profile says, in words: [(label, words, language of the words or "")], without what is empty."""
    rows = [(label_of(name), in_words(name, profile.values[name], language), language_of(name)) for name in names()]
    return [row for row in rows if row[1]]


def time_of(moment):
    return date_format(timezone.localtime(moment), "TIME_FORMAT")


def _both(name, here, there):
    words = [in_words(name, value, active_language()) or _("nothing") for value in (here, there)]
    about = {"name": name, "label": label_of(name), "lang": language_of(name)}
    return about | dict(zip(("here", "there"), words, strict=True))


def _kept(profile):
    """What editors put on the page of each language, in words: ["Picture, Table (Dutch)"]."""
    found = []
    for code, blocks in profile.kept.items():
        labels = dict.fromkeys(str(child.block.label) for child in blocks)
        if labels:
            found.append(_("{field} ({language})").format(field=", ".join(labels), language=language_name(code)))
    return found
