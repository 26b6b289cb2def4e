from wagtail.permission_policies import ModelPermissionPolicy


class RecordPermissionPolicy(ModelPermissionPolicy):
    """Rights on records: nobody deletes one, because revisions of pages name it; it is archived instead."""

    forbidden = frozenset({"delete"})

    def user_has_permission(self, user, action):
        return action not in self.forbidden and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission([action for action in actions if action not in self.forbidden])


class LogPermissionPolicy(RecordPermissionPolicy):
    """Rights on a log: entries are added, never changed or deleted."""

    forbidden = frozenset({"change", "delete"})
