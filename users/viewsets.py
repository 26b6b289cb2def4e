from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from .forms import UserChangeForm, UserCreateForm


class UserViewSet(WagtailUserViewSet):
    """Wagtail's own screens, with the person's language and service."""

    template_prefix = "users/"

    def get_form_class(self, for_update=False):
        return UserChangeForm if for_update else UserCreateForm
