"""The other door: to the provider and back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import openid, sign_ins
from portal.sign_ins import Act, Method, Step

SENTENCES = {
    "chưa có tài khoản": "Tài khoản này chưa có trong Sổ Kế hoạch. Nhờ người quản trị của cơ quan lập tài khoản.",
    "tài khoản đã ngừng dùng": "Tài khoản này đã ngừng dùng. Liên hệ người quản trị để mở lại.",
}
OTHERWISE = "Chưa đăng nhập được bằng tài khoản liên thông. Thử lại, hoặc dùng tên đăng nhập và mật khẩu ở trang này."


@login_not_required
@never_cache
@require_safe
def provider(request):
    """Off to the provider."""
    if not openid.is_on():
        raise Http404
    return openid.Request.as_view()(request)


@login_not_required
@never_cache
@require_safe
def provider_answer(request):
    """Back from the provider: in, on to the code, or to the door with the reason."""
    if not openid.is_on():
        raise Http404
    at = timezone.now()
    try:
        identity = openid.Provider().identity(request)
    except openid.Refusal as refusal:
        details = {"why": refusal.reason}
        sign_ins.note(request, Act.PROVIDER_REFUSED, at=at, name=refusal.name, details=details)
        messages.error(request, SENTENCES.get(refusal.reason, OTHERWISE))
        return redirect("portal:sign_in")
    step = Step.PROVIDER if identity.is_two_step else None
    wanted = request.session.pop(openid.NEXT, None) or resolve_url("portal:home")
    where = sign_ins.begin(request, identity.account, method=Method.PROVIDER, next=wanted, at=at, step=step)
    return redirect(where)
