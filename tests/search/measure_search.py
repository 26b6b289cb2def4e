"""How long answers take on an indexed database: `DATABASE_URL=… python -m tests.search.measure_search`.

Run it on a database with 100 synthetic organisations and on one with 10,000 (`load_demo --scale`, `search_index`), and
compare: a rare word, a common word and a word of every page should take at most three times as long.
"""

import os
import pickle
import sys
from collections import Counter
from time import perf_counter

import django

ROUNDS = 15
LANGUAGES = ("nl", "fr")


def measured(function, rounds=ROUNDS):
    """The quickest of so many calls, in milliseconds: what else the machine does adds to the others."""
    times = []
    for _round in range(rounds):
        start = perf_counter()
        function()
        times.append((perf_counter() - start) * 1_000)
    return min(times)


def say(line):
    sys.stdout.write(f"{line}\n")


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "platform_site.settings.dev")
    os.environ.setdefault("DEBUG", "False")
    django.setup()
    from django.core.cache import cache
    from django.db import connection

    from search.answers import answer, suggestions
    from search.models import Entry
    from search.spelling import spelling
    from search.table import table_in
    from tests.database import Queries

    say(f"{connection.vendor}, {Entry.objects.count()} entries")
    for language in LANGUAGES:
        cold = measured(lambda language=language: (cache.clear(), table_in(language)), 3)
        table = table_in(language)
        size = len(pickle.dumps(table)) // 1024
        say(
            f"{language}: table of {len(table.keys)} rows, {size} KB, made in {cold:.0f} ms, "
            f"read in {measured(lambda language=language: table_in(language)):.2f} ms"
        )
        words = words_of(Entry, language)
        theme = next(iter(table.sets["theme"]), "")
        asked = {name: (word, {}) for name, word in words.items()}
        asked |= {f"{name}, theme": (word, {"themes": [theme]}) for name, word in words.items()}
        asked["two common words"] = (f"{words['common']} {words['every page']}", {})
        asked["phrase of stop words"] = (f"“{'van de' if language == 'nl' else 'de la'}”", {})
        asked["stop word"] = ("de", {})
        asked["nothing"] = ("qxqxqx " + words["common"], {})
        for name, (text, narrowed) in asked.items():
            with Queries() as queries:
                total = answer(text, language, **narrowed).total
            time = measured(lambda text=text, narrowed=narrowed: answer(text, language, **narrowed))  # noqa: B023
            say(f"  {name:24} {text[:24]:24} {total:6} found {time:8.2f} ms {len(queries)} queries")
        for text in ("vo", "organis", words["rare"][:4]):
            number = len(suggestions(text, language))
            time = measured(lambda text=text: suggestions(text, language))  # noqa: B023
            say(f"  suggestions              {text:24} {number:6} found {time:8.2f} ms")
        wrong = words["rare"][:2] + words["rare"][3:] + " " + words["common"][:-1] + "xq"
        time = measured(lambda: spelling(wrong, language), 5)  # noqa: B023
        say(f"  spelling                 {wrong:24} {spelling(wrong, language)!r} {time:8.2f} ms")


def words_of(entries, language):
    """A word that stands in few entries, one in about a tenth to a third, and one in nearly all."""
    from search.analysis import is_stop, words

    numbers, size = Counter(), 0
    for texts in entries.objects.filter(language=language).values_list("title", "summary", "text").iterator():
        numbers.update({word for text in texts for word in words(text) if word.isalpha() and len(word) > 4})
        size += 1
    telling = [(number, word) for word, number in numbers.items() if not is_stop(word, language)]
    return {
        "rare": min(word for number, word in telling if number == 1),
        "common": min(telling, key=lambda row: abs(row[0] - size / 5))[1],
        "every page": max(telling)[1],
    }


if __name__ == "__main__":
    main()
