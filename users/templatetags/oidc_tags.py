from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from django import template
from django.urls import reverse

from users.oidc import config
from users.oidc.connections import connections_of

register = template.Library()


@register.simple_tag(takes_context=True)
def oidc_start(context):
    """Where a log-in with the service of the government begins: {url, name}; None where there is none."""
    if not config.is_set_up():
        return None
    request = context["request"]
    asked = get_next_redirect_url(request)
    query = f"?{urlencode({'next': asked})}" if asked else ""
    return {"url": reverse("oidc:start") + query, "name": config.name()}


@register.simple_tag
def oidc_connections(user):
    """The services with which somebody logs in: [{pk, name, since, last}]."""
    return [
        {"pk": row.pk, "name": config.name(), "since": row.date_joined, "last": row.last_login}
        for row in connections_of(user)
    ]
