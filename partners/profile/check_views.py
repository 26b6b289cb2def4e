"""The profile before it is sent, after it was, and taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.languages import active_language
from partners.models import ProfileSubmission, Representative
from partners.services.profile_drafts import Closed, profile_follow, profile_open_of
from partners.services.profiles import profile_submit, profile_take_back
from partners.space.access import known, speaks_for

from .contents import meanwhile, profile_of
from .differences import changes_of
from .forms import ProfileForm
from .screens import form_screen, show

TYPES = {"png": "image/png", "jpg": "image/jpeg"}
MODERATES = "partners.moderate_profilesubmission"
SUBMITTED = ProfileSubmission.State.SUBMITTED


@speaks_for()
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, representation):
    """What changes, before and after; what is sent is what was shown."""
    organisation = representation.organisation
    submission = profile_open_of(organisation)
    if submission is None or submission.state == SUBMITTED:
        return redirect("space:profile_sent" if submission else "space:profile", organisation.code)
    now = profile_of(organisation)
    try:
        submission = profile_follow(submission=submission, profile=now)
    except Closed:
        return redirect("space:profile", organisation.code)
    submission.organisation = organisation
    form = ProfileForm(submission, meanwhile(submission, now))
    if not form.is_valid():
        return form_screen(request, submission, form=form, profile=now, status=422)
    changes = changes_of(submission, active_language(), now)
    mark = _mark(submission, now)
    is_other = request.method == "POST" and request.POST.get("mark") != mark
    if request.method == "POST" and not is_other and (sent := _send(request, submission)):
        return sent
    return show(
        request,
        "check",
        organisation,
        title=_("Check before you send"),
        submission=submission,
        changes=changes,
        mark=mark,
        is_other=is_other,
        status=409 if is_other else 200,
    )


@speaks_for()
@require_safe
def sent(request, representation):
    """What was sent, and what happens next."""
    organisation = representation.organisation
    submission = profile_open_of(organisation)
    if submission is None or submission.state != SUBMITTED:
        return redirect("space:profile", organisation.code)
    submission.organisation = organisation
    return show(
        request,
        "sent",
        organisation,
        title=_("The profile is with the secretariat"),
        submission=submission,
        changes=changes_of(submission, active_language()),
    )


@speaks_for()
@require_POST
def take_back(request, representation):
    organisation = representation.organisation
    submission = ProfileSubmission.objects.filter(organisation=organisation, submitted_at__isnull=False)
    try:
        profile_take_back(submission=submission.latest("submitted_at"))
    except ProfileSubmission.DoesNotExist:
        raise Http404 from None
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("You took it back. Change it, and send it again when it is ready."))
    return redirect("space:profile", organisation.code)


@known
@require_safe
def logo(request, code, pk):
    """The new logo, for the people of the organisation and for moderators; for nobody else."""
    submission = get_object_or_404(ProfileSubmission, pk=pk, organisation__code=code)
    people = Representative.objects.current().filter(organisation=submission.organisation_id)
    if not (people.filter(user=request.user).exists() or request.user.has_perm(MODERATES)) or not submission.logo:
        raise Http404
    try:
        content = submission.logo.open("rb")
    except OSError:
        raise Http404 from None
    kind = TYPES.get(submission.logo.name.rpartition(".")[2], "application/octet-stream")
    response = FileResponse(content, content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _send(request, submission):
    try:
        profile_submit(submission=submission, by=request.user, language=active_language())
    except Closed:
        return redirect("space:profile", submission.organisation.code)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None
    return redirect("space:profile_sent", submission.organisation.code)


def _mark(submission, profile):
    """What the button remembers of what it stood under: a later change, here or in the register, is shown first."""
    told = (submission.version, submission.logo.name, sorted(profile.as_before().items(), key=str))
    return salted_hmac("partners.profile.check", repr(told)).hexdigest()[:20]
