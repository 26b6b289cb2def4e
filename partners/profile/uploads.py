"""A file that is far too large is refused on its way in, not kept whole first."""

from functools import wraps

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from .logos import LARGEST


class Bounded(FileUploadHandler):
    """Stops reading once more came than may; what was typed before the file in the form is there."""

    def __init__(self, request):
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > LARGEST:
            self.request.has_too_large_file = True
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size):
        return None


def bounded(view):
    """Reads what is posted to this view in bounds."""
    protected = csrf_protect(view)

    # Django looks for its token before it calls a view, and reads all that was posted for that: too early for us.
    @csrf_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        request.upload_handlers.insert(0, Bounded(request))
        return protected(request, *args, **kwargs)

    return answer


def too_large_came(request):
    return getattr(request, "has_too_large_file", False)
