"""The public identifiers: addresses without a language, which never change."""


def identifier_of(kind, code):
    """The path of the identifier: "/id/action/example-2024-1/"."""
    return f"/id/{kind}/{code}/"
