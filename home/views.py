from django.conf import settings
from django.shortcuts import render
from django.utils.translation import override

from core.shell import shell_in


def choose_language(request):
    """`/`: a neutral choice, without redirect, preselection or flag; each language speaks for itself."""
    choices = []
    for code, name in settings.LANGUAGES:
        with override(code):
            choices.append({"code": code, "name": str(name), "shell": shell_in(code), "url": f"/{code}/"})
    return render(request, "home/choose_language.html", {"choices": choices})
