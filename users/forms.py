from wagtail.users.forms import UserCreationForm, UserEditForm

from .models import User

OWN_FIELDS = {"language", "service"}


class UserCreateForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = UserCreationForm.Meta.fields | OWN_FIELDS


class UserChangeForm(UserEditForm):
    class Meta(UserEditForm.Meta):
        model = User
        fields = UserEditForm.Meta.fields | OWN_FIELDS
