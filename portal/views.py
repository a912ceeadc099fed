"""Pages that belong to no single app: sign-in, home, search, the own account, health."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lib.waiting import waiting_for
from plans.permissions import can_begin_plans
from portal.accounts import administrators, role_names, roles_in_words, scope_in_words
from portal.forms import ChangePasswordForm, SignInForm
from portal.health import health
from portal.search import search
from portal.shortcuts import admin_shortcuts


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
        return super().get_context_data(session_ended=had_session and bool(self.get_redirect_url()), **kwargs)

    def form_valid(self, form):
        is_first = form.get_user().last_login is None
        response = super().form_valid(form)
        if is_first:
            messages.info(
                self.request,
                format_html(
                    'Đây là lần đăng nhập đầu tiên. Hãy <a href="{}">đặt mật khẩu của riêng bạn</a>.',
                    reverse("portal:change_password"),
                ),
            )
        return response


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
        response = super().post(request, *args, **kwargs)
        messages.success(request, "Bạn đã đăng xuất.")
        return response


class ChangePassword(auth_views.PasswordChangeView):
    """The own password; other sessions of the account end, this one goes on."""

    template_name = "portal/change_password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("portal:account")

    def form_valid(self, form):
        messages.success(self.request, "Đã đổi mật khẩu. Các máy khác đang dùng tài khoản này phải đăng nhập lại.")
        return super().form_valid(form)


@require_safe
def home(request):
    """What waits for the person who is signed in."""
    roles = role_names(request.user)
    homeless = request.user.organisation_id is None and not request.user.sees_everything
    context = {
        "lists": waiting_for(request.user, roles=roles, at=timezone.now()),
        "shortcuts": admin_shortcuts(request.user),
        "may_create": can_begin_plans(request.user),
        "homeless": homeless,
        "administrators": administrators() if homeless else (),
    }
    return render(request, "portal/home.html", context)


@require_safe
def search_everything(request):
    """Plans, legal documents, organisations and areas that hold the words of ?q=."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:200]
    groups = search(words, user=request.user, on=timezone.localdate())
    return render(request, "portal/search.html", {"words": words, "groups": groups})


@require_safe
def account(request):
    """What the house knows about the person who is signed in, and whom to ask for a change."""
    context = {
        "roles": roles_in_words(role_names(request.user)),
        "scope": scope_in_words(request.user),
        "administrators": administrators(),
    }
    return render(request, "portal/account.html", context)


@login_not_required
@require_safe
def favicon(request):
    """For pages that name no icon (the admin, a PDF opened in the browser)."""
    return redirect(static("favicon.svg"))


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """200 when the house is at work, 503 when not; public, so it tells nothing but times."""
    state = health(at=timezone.now())
    return JsonResponse(state.as_dict(), status=200 if state.is_well else 503)
