"""The profile as its people edit it: begun, kept while it is typed, and checked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from core.languages import active_language, language_codes
from partners.models import ProfileSubmission
from partners.services.profile_drafts import (
    Closed,
    profile_follow,
    profile_open_of,
    profile_save,
    profile_start,
)
from partners.services.profile_logos import profile_logo_add, profile_logo_remove
from partners.space.access import speaks_for

from .contents import LOGO, changed_names, clean_values, meanwhile, profile_of
from .forms import ProfileForm
from .logos import repainted, too_large
from .screens import form_screen, profile_rows, show, time_of
from .typed import keep, posted_in, rows_of
from .uploads import bounded, too_large_came

LANGUAGE = "language-"
"""What a button says that goes on in another language; it waits for no right answer."""

DRAFT, SUBMITTED = ProfileSubmission.State.DRAFT, ProfileSubmission.State.SUBMITTED


@bounded
@speaks_for()
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request, representation):
    organisation = representation.organisation
    submission = profile_open_of(organisation)
    if request.method == "POST":
        if request.POST.get("act") == "start":
            profile_start(organisation=organisation, user=request.user, language=active_language())
            return redirect("space:profile", organisation.code)
        return _save(request, organisation, submission)
    if submission is None:
        return _introduce(request, organisation)
    if submission.state == SUBMITTED:
        return redirect("space:profile_sent", organisation.code)
    now = profile_of(organisation)
    submission.organisation = organisation
    return form_screen(request, profile_follow(submission=submission, profile=now), profile=now)


def _introduce(request, organisation):
    last = ProfileSubmission.objects.filter(organisation=organisation, state=ProfileSubmission.State.ACCEPTED)
    return show(
        request,
        "start",
        organisation,
        title=_("The profile of your organisation"),
        rows=profile_rows(profile_of(organisation), active_language()),
        accepted=last.order_by("-decided_at").first(),
    )


def _save(request, organisation, submission):
    posted = posted_in(request.POST)
    try:
        if submission is None:
            raise Closed
        saved = keep(submission, posted)
        submission, problem = _logo(request, saved.submission, posted)
    except Closed:
        return _closed(request, organisation, posted)
    submission.organisation = organisation
    if saved.conflicts:
        both = {name: (posted.typed[name], there) for name, there in saved.conflicts.items()}
        if problem:
            messages.error(request, " ".join(problem.messages))
        return form_screen(request, submission, conflicts=both, status=409)
    return _go_on(request, submission, posted, problem)


def _logo(request, submission, posted):
    """(the submission with the logo that was sent along, what is wrong with it or None). Raises Closed."""
    if too_large_came(request):
        return submission, too_large()
    if request.POST.get("act") == "remove-logo":
        return profile_logo_remove(submission=submission), None
    if LOGO not in request.FILES:
        return submission, None
    try:
        content, extension = repainted(request.FILES[LOGO])
        added = {"content": content, "extension": extension, "seen": posted.seen, "tab": posted.tab}
        return profile_logo_add(submission=submission, **added), None
    except ValidationError as error:
        return submission, error


def _go_on(request, submission, posted, problem):
    act, code = request.POST.get("act", ""), submission.organisation.code
    language = act.removeprefix(LANGUAGE)
    if problem is None and act.startswith(LANGUAGE) and language in language_codes():
        with override(language):
            return redirect(reverse("space:profile", args=[code]))
    if problem is None and act in ("keep", "remove-logo"):
        messages.success(request, _("Saved at {time}. It is not sent yet.").format(time=time_of(submission.saved_at)))
        return redirect("space:profile", code)
    now = profile_of(submission.organisation)
    form = ProfileForm(submission, meanwhile(submission, now))
    if problem:
        # Who did not ask for a check hears about the logo only.
        form.is_valid() if act == "check" else form.unchecked()
        form.refuse(ValidationError({LOGO: problem.messages}))
    if not form.is_valid():
        return form_screen(request, submission, form=form, profile=now, status=422)
    tidied = clean_values({name: submission.typed[name] for name in changed_names(submission)})
    profile_save(submission=submission, typed=tidied, seen=submission.version, tab=posted.tab)
    return redirect("space:profile_check", code)


def _closed(request, organisation, posted):
    """It was sent or decided on meanwhile: said in words, with what was typed."""
    return show(
        request,
        "closed",
        organisation,
        title=_("This was not saved"),
        typed=rows_of(posted.typed, active_language()),
        status=409,
    )
