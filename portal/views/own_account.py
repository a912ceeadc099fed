"""The own account: what it may do, its phone, its sign-ins, its password."""

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from lib.client_address import client_address
from organisations import actions, sign_in_lock, two_step
from organisations.permissions import needs_two_step
from portal import sign_ins
from portal.accounts import administrators, last_sign_ins, role_names, roles_in_words, scope_in_words
from portal.forms import ChangePasswordForm
from portal.sign_ins import Act


@require_safe
def account(request):
    """What the house knows about the person who is signed in, and whom to ask for a change."""
    context = {
        "roles": roles_in_words(role_names(request.user)),
        "scope": scope_in_words(request.user),
        "administrators": administrators(),
        "phone": two_step.phones(request.user).first(),
        "codes_left": request.user.recovery_codes.filter(used_at=None).count(),
        "needs_two_step": needs_two_step(request.user),
        "sign_ins": last_sign_ins(request.user),
    }
    return render(request, "portal/account.html", context)


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class ChangePassword(auth_views.PasswordChangeView):
    """The own password; other sessions of the account end, this one goes on."""

    template_name = "portal/change_password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("portal:account")

    def post(self, request, *args, **kwargs):
        if sign_in_lock.is_locked(request, request.user.username):
            sign_in_lock.refuse(request, request.user.username)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if not getattr(self.request, "axes_locked_out", False):
            user, password = self.request.user, form.cleaned_data["new_password1"]
            address = client_address(self.request)
            actions.change_password(user, password, by=user, at=timezone.now(), address=address)
            sign_ins.keep_session(self.request, user)
            messages.success(self.request, "Đã đổi mật khẩu. Các máy khác đang dùng tài khoản này phải đăng nhập lại.")
        return redirect(self.get_success_url())

    def form_invalid(self, form):
        if form.has_error("old_password", "password_incorrect") and not getattr(self.request, "axes_locked_out", False):
            note_wrong_password(self.request)
        return self.render_to_response(self.get_context_data(form=form), status=400)


def note_wrong_password(request):
    """A wrong password inside a session counts like one at the door: somebody may sit at another's machine."""
    user, at = request.user, timezone.now()
    sign_ins.note(request, Act.WRONG_PASSWORD, at=at, account=user, details={"place": "trang tài khoản"})
    if sign_in_lock.count_failure(request, user.username):
        sign_ins.note(request, Act.LOCKED, at=at, account=user)


@require_POST
def end_other_sessions(request):
    """Sign out everywhere else."""
    actions.end_other_sessions(request.user, by=request.user, at=timezone.now(), address=client_address(request))
    sign_ins.keep_session(request, request.user)
    messages.success(request, "Đã đăng xuất tài khoản này khỏi mọi máy khác.")
    return redirect("portal:account")
