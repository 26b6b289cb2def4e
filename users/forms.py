from wagtail.users.forms import UserCreationForm, UserEditForm

from .models import User

OWN_FIELDS = {"language", "service"}


class NoSuperuserMixin:
    """Who manages people hands out the roles there are; a superuser is made by `createsuperuser` alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("is_superuser", None)


class UserCreateForm(NoSuperuserMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = UserCreationForm.Meta.fields | OWN_FIELDS


class UserChangeForm(NoSuperuserMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        model = User
        fields = UserEditForm.Meta.fields | OWN_FIELDS
