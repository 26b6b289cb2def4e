"""One answer in words: what the rows of a contribution, of its receipt and of the results are made of."""

from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from consultations.kinds import QuestionKind, Stance
from consultations.storing import plain

from .sentences import words_in


@dataclass(frozen=True)
class Line:
    """A line of an answer; `lang` is the language of its text where that is another than the reader's."""

    text: str
    lang: str = ""
    label: str = ""

    def __str__(self):
        return f"{self.label}: {self.text}" if self.label else self.text


def comment_in_words(stance, text, lang=""):
    lines = [Line(str(Stance(stance).label))] if stance else []
    if text:
        lines.append(Line(text, lang))
    return lines


def in_words(item, given, language, files=(), lang=""):
    """The lines of one answer; `lang` is the language that its own words are written in, where it is another."""
    if item.kind == QuestionKind.FILE:
        return [Line(file.name) for file in files] or [Line(_("A document"))]
    if item.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        texts = {option.uid: words_in(option.text, language) for option in item.options}
        lines = [Line(texts.get(uid, "")) for uid, _row, _rank in given.choices]
        other = [Line(given.text, lang, _("Other"))] if given.text else []
        return lines + other or [Line(_("Other"))]
    if item.kind == QuestionKind.RANKING:
        places = {uid: rank for uid, _row, rank in given.choices}
        lines = sorted((places[option.uid], words_in(option.text, language)) for option in item.options
                       if option.uid in places)  # fmt: skip
        return [Line(f"{place}. {text}") for place, text in lines]
    if item.kind == QuestionKind.MATRIX:
        picked = {row: uid for uid, row, _rank in given.choices}
        texts = {option.uid: words_in(option.text, language) for option in item.options}
        return [
            Line(texts.get(picked[row.uid], ""), label=words_in(row.text, language))
            for row in item.rows
            if row.uid in picked
        ]
    if item.kind == QuestionKind.SCALE:
        return [Line(_point(item, given.number, language))]
    if item.kind == QuestionKind.NUMBER:
        return [Line(with_unit(given.number, item, language))]
    if item.kind == QuestionKind.DATE:
        return [Line(date_format(given.day, "DATE_FORMAT"))]
    return [Line(given.text, lang)] if given.text else ()


def with_unit(number, item, language):
    """The number in the reader's notation, with the unit of its question."""
    text, unit = number_in_words(number), words_in(item.unit, language)
    return f"{text}\u00a0{unit}" if unit else text


def number_in_words(number):
    return number_format(plain(number), force_grouping=abs(number) >= 10_000)


def _point(item, number, language):
    ends = words_in(item.low, language), words_in(item.high, language)
    if not all(ends):
        sentence = _("{number} on a scale from {first} to {last}")
    else:
        sentence = _("{number} on a scale from {first} ({low}) to {last} ({high})")
    return sentence.format(number=plain(number), first=item.first, last=item.last, low=ends[0], high=ends[1])
