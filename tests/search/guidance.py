"""What the tests of synonyms and promoted results have in common: forms as an editor sends them."""

from urllib.parse import urlencode

from django.http import QueryDict

HOSTILE = {
    "long": "mvo " * 2500,
    "nul": "mvo\x00rse",
    "operators": "\"'*:&|!()<->^~\n-- ; DROP TABLE\n{term} %s %(x)s",
    "script": "<script>alert(1)</script>",
    "emoji": "🌱🌱\n🌱",
    "lines": "\n".join(f"woord{number}" for number in range(200)),
    "surrogate": "a\ufeffb‮c",
}


def form_of(model, instance=None, **values):
    """The form of the administration, filled in with those values."""
    form_class = model.snippet_viewset.get_edit_handler().get_form_class()
    return form_class(QueryDict(urlencode(values)), instance=instance or model())
