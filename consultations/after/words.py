"""Moments and answers in words, for screens and mails after sending."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from consultations.fields.words import answer_rows
from consultations.models import AnswerFile, Contribution
from consultations.questionnaire import read
from consultations.storing import read_back, with_answers


def day_in_words(day):
    return date_format(day, "DATE_FORMAT") if day else ""


def moment_in_words(moment):
    """The day and the time on the clock of Brussels."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return _("{day}, {time} (time in Brussels)").format(
        day=date_format(local, "DATE_FORMAT"), time=date_format(local, "H:i:s")
    )


def answers_in_words(contribution, language):
    """What a contribution says in that language, section by section: see consultations.fields.words."""
    whole = with_answers(Contribution.objects.filter(pk=contribution.pk)).select_related("version").get()
    files = AnswerFile.objects.filter(contribution=contribution).select_related("question")
    answers, comments = read_back(whole)
    with override(language):
        return answer_rows(
            read(whole.version.document), answers, comments, language, files=files, written_in=whole.language
        )
