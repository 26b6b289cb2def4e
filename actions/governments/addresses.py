"""Where the page of a government stands."""

from actions.promises.addresses import below_plans


def address_of_government(code, language):
    """The address of the page of the government with that code; empty where the plans have no list."""
    return below_plans("government", code, language)
