from django.core.exceptions import PermissionDenied


class PublicationRefused(PermissionDenied):
    """Why something cannot go live, move or be approved now, in words for who tried it."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message
