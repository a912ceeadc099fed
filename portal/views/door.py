"""The door: name and password, then the code, and the way out."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from organisations import sign_in_lock
from organisations.actions import check_code
from portal import openid, sign_ins
from portal.forms import CodeForm, RecoveryCodeForm, SignInForm, said_of_code
from portal.sign_ins import Act, Method, Step


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth_views.LoginView):
    """Name and password. A person whose session has ended is told so and led back to where he or she was."""

    template_name = "portal/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request, *args, **kwargs):
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"X-Sign-In": str(settings.LOGIN_URL)})
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        had_session = settings.SESSION_COOKIE_NAME in self.request.COOKIES
        why = self.request.session.get(sign_ins.ENDED, "")
        return super().get_context_data(
            session_ended=bool(why) or (had_session and bool(self.get_redirect_url())),
            ended_because=why,
            idle_minutes=settings.SESSION_IDLE_SECONDS // 60,
            session_hours=settings.SESSION_COOKIE_AGE // 3600,
            provider=settings.OIDC_PROVIDER_NAME if openid.is_on() else "",
            **kwargs,
        )

    def form_valid(self, form):
        account, at = form.get_user(), timezone.now()
        return redirect(
            sign_ins.begin(self.request, account, method=Method.PASSWORD, next=self.get_success_url(), at=at)
        )

    def form_invalid(self, form):
        _note_failure(self.request, form.cleaned_data.get("username", ""), form)
        return self.render_to_response(self.get_context_data(form=form), status=400)


def _note_failure(request, name, form):
    """Into the audit trail: what was wrong; tries against the closed lock once only."""
    if "password" in form.errors or not name:
        return  # nothing was tried: a field is empty
    at, account = timezone.now(), sign_ins.account_named(name)
    if form.was_locked:
        seconds = int(sign_in_lock.COOL_OFF.total_seconds())
        sign_ins.note_once(request, Act.LOCKED, name=name, at=at, account=account, seconds=seconds)
        return
    is_inactive = account is not None and not account.is_active
    sign_ins.note(request, Act.INACTIVE if is_inactive else Act.WRONG_PASSWORD, at=at, account=account, name=name)
    if getattr(request, "axes_locked_out", False):
        sign_ins.note(request, Act.LOCKED, at=at, account=account, name=name)


@login_not_required
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request):
    """The second page of the door: the code on the phone, or with ?cach=du-phong a recovery code."""
    at = timezone.now()
    waiting = sign_ins.pending(request, at=at)
    if waiting is None:
        request.session.pop(sign_ins.PENDING, None)
        messages.info(request, "Đã quá 10 phút hoặc tài khoản vừa thay đổi: nhập lại tên và mật khẩu.")
        return redirect("portal:sign_in")
    account, pending = waiting
    by_recovery = request.GET.get("cach") == "du-phong"
    form = (RecoveryCodeForm if by_recovery else CodeForm)(request.POST or None)
    if request.method == "POST":
        if sign_in_lock.is_locked(request, account.username):
            return _locked(request, account)
        if form.is_valid() and _passes(request, account, form, at=at):
            step = Step.RECOVERY_CODE if form.passed_by_recovery_code else Step.PHONE
            sign_ins.finish(request, account, method=pending.method, step=step, at=at)
            if form.passed_by_recovery_code:
                _warn_of_few_codes(request, account)
            return HttpResponseRedirect(pending.next)
    context = {"form": form, "account": account, "by_recovery": by_recovery}
    return render(request, "portal/sign_in_code.html", context, status=400 if form.errors else 200)


def _passes(request, account, form, *, at):
    check = check_code(account, form.cleaned_data["code"], at=at)
    form.passed_by_recovery_code = check.by_recovery_code
    if check.passed:
        return True
    form.add_error("code", said_of_code(check, at=at))
    if check.wait_until is None:
        sign_ins.note(request, Act.WRONG_CODE, at=at, account=account)
        if sign_in_lock.count_failure(request, account.username):
            sign_ins.note(request, Act.LOCKED, at=at, account=account)
    return False


def _warn_of_few_codes(request, account):
    left = account.recovery_codes.filter(used_at=None).count()
    messages.warning(
        request,
        f"Bạn vừa dùng một mã dự phòng, còn {left} mã. Nếu mất điện thoại, vào «Tài khoản của tôi» để đổi điện thoại.",
    )


def _locked(request, account):
    sign_in_lock.refuse(request, account.username)
    return HttpResponse(status=429)  # its page is `locked_out`


def locked_out(request, response=None, credentials=None):
    """The page of the lock, with the time at which it opens. Shown in place of any answer to a locked name."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    at = timezone.now()
    opens_at = sign_in_lock.opens_at(request, name) or at + sign_in_lock.COOL_OFF
    minutes = max(1, -int((at - opens_at).total_seconds() // 60))
    context = {"failure_limit": settings.AXES_FAILURE_LIMIT, "username": name, "opens_at": opens_at, "minutes": minutes}
    return render(request, "portal/locked_out.html", context, status=429)


@login_not_required
@require_safe
def admin_sign_in(request):
    """Stands before the admin's own sign-in page: there is one door only, and one lock on it."""
    if request.user.is_authenticated:
        raise PermissionDenied("Phần «Danh mục & quản trị» chỉ mở cho người quản trị.")
    return redirect_to_login(request.GET.get("next", reverse("admin:index")))


@method_decorator(login_not_required, name="dispatch")
class SignOut(auth_views.LogoutView):
    """Ends the session, by POST only; says so on the sign-in page."""

    def post(self, request, *args, **kwargs):
        account = request.user
        auth.logout(request)
        if account.is_authenticated:
            sign_ins.note(request, Act.SIGN_OUT, account=account, by=account, at=timezone.now())
        messages.success(request, "Bạn đã đăng xuất.")
        return redirect(settings.LOGOUT_REDIRECT_URL)
