"""Long sentences lose their reader."""

from django.utils.translation import gettext as _

from .problems import WARNING, problem
from .words import count, sentences_of


def problems(subject):
    if "sentences" not in subject.words:
        return
    most, abbreviations = (subject.words["sentences"][name] for name in ("most_words", "abbreviations"))
    for part in subject.parts:
        for paragraph in part.paragraphs:
            for sentence in sentences_of(paragraph, abbreviations):
                length = count(sentence)
                if length > most:
                    message = _("This sentence has %(words)s words. Up to %(most)s reads well: make two of it.")
                    words = message % {"words": length, "most": most}
                    yield problem(WARNING, "sentence-long", part, words, sentence)
