"""Setting up, changing and giving up the second step. Secrets are shown once."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from lib.client_address import client_address
from organisations import actions, sign_in_lock
from organisations import two_step as second_step
from organisations.permissions import needs_two_step
from portal import sign_ins
from portal.forms import NewPhoneForm, ProofForm, said_of_code
from portal.sign_ins import Act, Step
from portal.views.own_account import note_wrong_password


@dataclass(frozen=True)
class Question:
    """What is asked before an act on the second step: heading, what will happen, the button."""

    heading: str
    meaning: str
    button: str
    is_grave: bool = False


BEGIN = Question(
    "Bật đăng nhập hai bước",
    "Từ lần sau, sau mật khẩu bạn gõ thêm mã 6 chữ số hiện trên điện thoại. "
    "Người biết mật khẩu mà không cầm điện thoại của bạn thì không vào được.",
    "Bắt đầu",
)
CHANGE = Question(
    "Đổi điện thoại",
    "Gắn máy mới thay máy đang dùng. Máy cũ chạy tới khi máy mới được xác nhận; mã dự phòng cũ sẽ mất giá trị.",
    "Tiếp tục",
)
END = Question(
    "Tắt đăng nhập hai bước",
    "Từ lần sau chỉ cần mật khẩu. Điện thoại đã gắn và các mã dự phòng không dùng được nữa.",
    "Tắt đăng nhập hai bước",
    is_grave=True,
)
RENEW = Question(
    "Lập lại mã dự phòng",
    "Mười mã mới sẽ hiện ra để in hoặc chép. Các mã cũ, kể cả mã chưa dùng, không dùng được nữa.",
    "Lập mã mới",
)


@never_cache
@require_safe
def two_step(request):
    """How the second step stands, and where to go from here."""
    phone = second_step.phones(request.user).first()
    context = {
        "phone": phone,
        "codes_left": request.user.recovery_codes.filter(used_at=None).count(),
        "is_needed": needs_two_step(request.user),
        "form": _proof_form(request, phone),
        "question": BEGIN,
    }
    return render(request, "portal/two_step.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_step_begin(request):
    """Begin to set up a phone; with one in use, password and code are asked first."""
    has_phone = second_step.phones(request.user).exists()
    answer = _ask(request, CHANGE if has_phone else BEGIN)
    if answer is not None:
        return answer
    actions.begin_two_step(request.user, by=request.user)
    return redirect("portal:two_step_confirm")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_step_confirm(request):
    """The secret as picture and text; a code of the phone makes it count, and the recovery codes appear."""
    phone = second_step.unconfirmed_phones(request.user).first()
    if phone is None:
        return redirect("portal:two_step")
    form, at = NewPhoneForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        user, code = request.user, form.cleaned_data["code"]
        codes = actions.confirm_two_step(user, code, by=user, at=at, address=client_address(request))
        if codes:
            sign_ins.keep_session(request, user)
            request.session[sign_ins.STEP] = Step.PHONE
            return render(request, "portal/recovery_codes.html", {"codes": codes, "is_new": True, "at": at})
        form.add_error("code", "Mã chưa khớp. Chờ mã mới hiện trên điện thoại rồi gõ lại; kiểm tra giờ của điện thoại.")
    context = {
        "form": form,
        "picture": second_step.secret_as_picture(phone),
        "secret": second_step.secret_as_text(phone),
        "issuer": "Sổ Kế hoạch",
    }
    return render(request, "portal/two_step_confirm.html", context, status=400 if form.errors else 200)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def two_step_end(request):
    """Give up the second step."""
    answer = _ask(request, END)
    if answer is not None:
        return answer
    actions.end_two_step(request.user, by=request.user, at=timezone.now(), address=client_address(request))
    request.session.pop(sign_ins.STEP, None)
    messages.success(request, "Đã tắt đăng nhập hai bước. Từ lần sau chỉ cần mật khẩu.")
    return redirect("portal:account")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request):
    """Ten new recovery codes, shown this once."""
    answer = _ask(request, RENEW)
    if answer is not None:
        return answer
    at = timezone.now()
    codes = actions.renew_recovery_codes(request.user, by=request.user, at=at, address=client_address(request))
    return render(request, "portal/recovery_codes.html", {"codes": codes, "is_new": False, "at": at})


def _proof_form(request, phone, data=None):
    """Asks for the password, unless there is none or it was given just now, and for the code if there is a phone."""
    is_fresh = phone is None and sign_ins.is_fresh(request, at=timezone.now())
    return ProofForm(
        data, asks_password=request.user.has_usable_password() and not is_fresh, asks_code=phone is not None
    )


def _ask(request, question):
    """None when the person has proved who he or she is; otherwise the page that asks for it."""
    phone = second_step.phones(request.user).first()
    form = _proof_form(request, phone, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if sign_in_lock.is_locked(request, request.user.username):
            sign_in_lock.refuse(request, request.user.username)
        elif form.is_valid() and _is_proved(request, form):
            return None
    context = {"form": form, "question": question}
    return render(request, "portal/two_step_ask.html", context, status=400 if form.errors else 200)


def _is_proved(request, form):
    """Password first: a wrong one must not use up a code."""
    user, at = request.user, timezone.now()
    if "password" in form.fields and not user.check_password(form.cleaned_data["password"]):
        form.add_error("password", "Mật khẩu không đúng. Gõ lại, chú ý bộ gõ tiếng Việt và phím Caps Lock.")
        note_wrong_password(request)
        return False
    if "code" not in form.fields:
        return True
    check = actions.check_code(user, form.cleaned_data["code"], at=at)
    if not check.passed:
        form.add_error("code", said_of_code(check, at=at))
        if check.wait_until is None:
            sign_ins.note(request, Act.WRONG_CODE, at=at, account=user, details={"place": "trang tài khoản"})
            if sign_in_lock.count_failure(request, user.username):
                sign_ins.note(request, Act.LOCKED, at=at, account=user)
    return check.passed
