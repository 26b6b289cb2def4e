"""Documents of contributions, for the staff: every one that is opened is recorded."""

from csp.decorators import csp_replace
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from consultations.models import AccessEntry, AnswerFile
from consultations.privacy.log import look
from consultations.services.emptying import private_questions

from .scanning import may_be_opened
from .serving import SANDBOX, attachment

VIEW, IDENTITY = "consultations.view_contribution", "consultations.view_identity"


@csp_replace(SANDBOX)  # the administration lays its own policy over that of the answer
@cache_control(private=True, no_store=True)
@require_GET
def document(request, key):
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    rows = AnswerFile.objects.filter(contribution__isnull=False)
    rows = rows.select_related("question", "contribution__consultation")
    answer_file = get_object_or_404(rows, key=key)
    if is_private(answer_file) and not request.user.has_perm(IDENTITY):
        raise PermissionDenied
    if not may_be_opened(answer_file):
        messages.error(request, _("Nobody opens this document: it was not checked for viruses, or has one."))
        return redirect("wagtailadmin_home")
    response = attachment(answer_file)
    contribution = answer_file.contribution
    look(request.user, AccessEntry.Act.OPEN_FILE, contribution.consultation, contribution, at=timezone.now())
    return response


def is_private(answer_file):
    """Whether its question is, or ever was, about personal matters."""
    return str(answer_file.question.uid) in private_questions(answer_file.contribution.consultation)
