"""What a template asks about the documents that people add."""

from django import template

from consultations.files import accepted, scanning

register = template.Library()
register.filter(scanning.may_be_opened)


@register.simple_tag
def accepted_documents():
    """The kinds that are taken in, for people and for a browser, and the largest size."""
    megabytes = accepted.LARGEST // accepted.MEGABYTE
    return {"names": accepted.extensions(), "list": accepted.accept_list(), "megabytes": megabytes}
