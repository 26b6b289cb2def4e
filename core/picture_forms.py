"""The form in which editors add a picture or change it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .picture_files import make_again

MAKE_OTHER_FILES = {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


class PictureField(WagtailImageField):
    """Reads a file to its end; Wagtail looks at its beginning, and stumbles over one that stops halfway."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file:
                with Image.open(file.image.f) as picture:
                    picture.load()
                file.seek(0)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(
                _("This picture is damaged: it cannot be read to its end. Save it anew and choose it again."),
                code="damaged",
            ) from error
        return file


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)

    def save(self, commit=True):
        again = self.instance.pk and MAKE_OTHER_FILES & set(self.changed_data)
        specs = list(self.instance.renditions.values_list("filter_spec", flat=True)) if again else []
        image = super().save(commit)
        if commit and specs:
            make_again(image, specs)
        return image
