from csp.constants import HEADER, NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpResponseNotFound
from django.urls import reverse

ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings for public pages, Wagtail's needs for the administration."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and _is_administration(request):
            parts.config = ADMIN_POLICY
        return parts

    def process_response(self, request, response):
        if _is_administration(request) and HEADER in response:
            # A preview is a public page, made with its headers, and shown in a frame of the editor.
            del response[HEADER]
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return super().process_response(request, response)


def _is_administration(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


class NulByteMiddleware:
    """No NUL byte reaches a form or the database, which would refuse it with an error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            return HttpResponseNotFound()
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            # A space, not nothing: taking it out could join what stands around it into a new one ("%%0000").
            request.META["QUERY_STRING"] = query.replace("%00", "+").replace("\x00", "+")
        return self.get_response(request)
