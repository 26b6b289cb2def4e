from wagtail import hooks

from .login.addresses import address_keep


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def prove_address(request, user):
    """The address with which an administrator registers somebody is the one they log in with, and the only one."""
    address_keep(user, replace=True)
