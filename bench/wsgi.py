"""The site as gunicorn serves it, and the constant answer of Django without any middleware."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from .measuring import BARE, CONSTANT


class BareHandler(WSGIHandler):
    """Django's own handler, with nothing between the server and the view."""

    def load_middleware(self, is_async=False):
        middleware, settings.MIDDLEWARE = settings.MIDDLEWARE, []
        super().load_middleware(is_async)
        settings.MIDDLEWARE = middleware


site, bare = get_wsgi_application(), BareHandler()


def application(environ, start_response):
    if environ["PATH_INFO"] == BARE:
        return bare(environ | {"PATH_INFO": CONSTANT}, start_response)
    return site(environ, start_response)
