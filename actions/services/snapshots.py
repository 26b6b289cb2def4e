"""Snapshots of plans, and the progress reports that publish them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import ProgressReport, Snapshot
from actions.querysets import end_of
from actions.snapshots.content import content_of
from core.canonical import digest_of
from core.languages import localized_name
from core.services import record_create
from core.validators import validate_plausible_day


def content_check(*, plan, as_of, at=None):
    """The content of a plan at the end of that day, if a snapshot of it can be taken; else a ValidationError."""
    try:
        validate_plausible_day(as_of)
    except ValidationError as error:
        raise ValidationError({"as_of": error}) from None
    if end_of(as_of) > (at or timezone.now()):
        raise ValidationError(
            {"as_of": _("A snapshot shows how a plan stood at the end of a day: choose a day that is over.")}
        )
    content = content_of(plan, as_of)
    if not content["counts"]["plan"]["total"]:
        raise ValidationError({"plan": _("This plan has no public commitments: there is nothing to report on.")})
    return content


@transaction.atomic
def snapshot_take(*, plan, as_of, by, at=None):
    """Keep how a plan stood at the end of a day that is over, for ever; `at` is the moment at which it is taken."""
    at = at or timezone.now()
    content = content_check(plan=plan, as_of=as_of, at=at)
    return Snapshot.objects.create(
        plan=plan, as_of=as_of, content=content, digest=digest_of(content), taken_by=by, taken_at=at
    )


@transaction.atomic
def progress_report_make(*, plan, as_of, names, by, at=None):
    """Take a snapshot and make the record that publishes it, with draft pages; `names`: {language code: name}.

    Readers see it once its pages are published.
    """
    report = ProgressReport(
        snapshot=snapshot_take(plan=plan, as_of=as_of, by=by, at=at),
        code=_free_code(f"{plan.code[:60]}-{as_of:%Y-%m-%d}"),
        fictional=plan.fictional,
        is_public=True,
        **{localized_name("name", language): name for language, name in names.items()},
    )
    return record_create(record=report, user=by)


def _free_code(code):
    taken = set(ProgressReport.objects.filter(code__startswith=code).values_list("code", flat=True))
    candidates = [code, *(f"{code}-{number}" for number in range(2, len(taken) + 2))]
    return next(candidate for candidate in candidates if candidate not in taken)
