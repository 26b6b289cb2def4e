from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations import access
from consultations.answering.shell import show
from consultations.models import AnswerFile
from core.private_pages import private

from .scanning import Scan, may_be_opened
from .serving import attachment


@private
@require_safe
def document(request, key):
    """A document of a draft or a contribution of this browser."""
    rows = AnswerFile.objects.select_related("draft__consultation", "contribution__consultation")
    answer_file = get_object_or_404(rows, key=key)
    if not _is_theirs(request, answer_file):
        raise Http404
    if may_be_opened(answer_file):
        return attachment(answer_file)
    return show(
        request,
        "consultations/files/closed.html",
        title=_("This document is not opened"),
        at=timezone.now(),
        consultation=(answer_file.draft or answer_file.contribution).consultation,
        name=answer_file.name,
        is_infected=answer_file.scan == Scan.INFECTED,
        status=403,
    )


def _is_theirs(request, answer_file):
    draft, contribution = answer_file.draft, answer_file.contribution
    if draft and draft == access.draft_of(request, draft.consultation):
        return True
    return bool(contribution and contribution == access.contribution_of(request, contribution.reference))
