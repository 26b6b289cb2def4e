"""Texts of records and sayings with all their languages, and back into one language."""

from dataclasses import dataclass

from core.languages import language_codes, language_name, localized_value


@dataclass(frozen=True)
class Text:
    text: str = ""
    lang: str = ""
    """Filled in when the text is not in the reader's language."""

    @property
    def notice(self):
        return language_name(self.lang)

    def __bool__(self):
        return bool(self.text)

    def __str__(self):
        return self.text


def words_of(instance, field):
    """A text of a record in every language that has it: {language code: text}."""
    texts = {code: localized_value(instance, field, code) for code in language_codes()}
    return {code: text for code, text in texts.items() if text}


def words_of_saying(saying):
    """A reason in the language of its author and in those into which it was translated; None where there is none."""
    if not saying.reason:
        return None
    translations = {row.language: row.reason for row in saying.translations.all()}
    return {"language": saying.language, "words": translations | {saying.language: saying.reason}}


def read(words, language, original=""):
    """What `words_of` kept, in that language where it is there, else in the original one or any."""
    if not words:
        return Text()
    if language in words:
        return Text(words[language])
    there = original if original in words else min(words)
    return Text(words[there], there)


def read_saying(saying, language):
    return read(saying["words"], language, saying["language"]) if saying else Text()
