from core.places import languages_of_screen

POSTED_TO = {"owners:log_out", "owners:new_link", "owners:new_link_here", "owners:draft"}
"""The addresses at which there is nothing to read: the switcher leads from there to the list."""


def languages_here(request, **query):
    """This screen in every language, with what its address says besides."""
    instead = "owners:list" if request.resolver_match.view_name in POSTED_TO else ""
    return languages_of_screen(request, instead=instead, query=query)
