"""How the account of a session is read."""

from django.contrib.auth.backends import ModelBackend

from organisations.models import User


class AccountBackend(ModelBackend):
    """Django's own, which reads the office along with the account: every page shows it, and asks what it requires."""

    def get_user(self, user_id):
        user = User.objects.select_related("organisation").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
