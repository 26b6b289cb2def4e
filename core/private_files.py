"""Files that no address of the media folder leads to: a view decides who gets them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext_lazy as _

LARGEST = 10 * 1024 * 1024


def private_storage():
    return FileSystemStorage(location=settings.PRIVATE_MEDIA_ROOT, base_url=None)


def validate_size(file):
    if file.size > LARGEST:
        raise ValidationError(
            _("This file is larger than %(megabytes)s MB."), params={"megabytes": LARGEST // (1024 * 1024)}
        )
