from django.contrib.auth.backends import ModelBackend


class RolesOnly(ModelBackend):
    """Permissions come from roles alone: nobody holds one of their own, so there is one place to look and one query."""

    def _get_user_permissions(self, user):
        return user.user_permissions.none()
