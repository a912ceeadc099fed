"""«Khóa ký số của tôi»: own keys, and the seals of the office for those who keep its register."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from documents import actions, store
from documents.forms.keys import FileKeyForm, PictureForm, TokenKeyForm, token_form_offered
from documents.models import SigningKey
from documents.permissions import can_add_key
from lib.refusals import Refused
from organisations.models import Organisation, User


@require_safe
def own(request):
    """The keys, what their certificates say, and how to add one."""
    return _page(request)


@sensitive_post_parameters("password")
@require_POST
def add_file(request):
    """Add a PKCS#12 file."""
    form = FileKeyForm(request.POST, request.FILES, offices=_offices(request.user), auto_id="tep-%s")
    if not form.is_valid():
        return _page(request, file_form=form, status=400)
    data = form.cleaned_data
    try:
        key = actions.add_file_key(
            data=data["file"],
            password=data["password"],
            picture=data["picture"],
            seal_of=data["seal_of"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, file_form=form, status=400)
    return _added(request, key)


@sensitive_post_parameters("pin")
@require_POST
def add_token(request):
    """Note a key in a token."""
    if not token_form_offered():
        raise Http404
    form = TokenKeyForm(request.POST, request.FILES, offices=_offices(request.user), auto_id="thiet-bi-%s")
    if not form.is_valid():
        return _page(request, token_form=form, status=400)
    try:
        key = actions.add_token_key(**form.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, token_form=form, status=400)
    return _added(request, key)


@require_POST
def change_picture(request, key_id):
    """Another picture for a key, or none."""
    key = _own_key(request, key_id)
    form = PictureForm(request.POST, request.FILES, auto_id=f"hinh-{key.pk}-%s")
    try:
        if form.is_valid():
            picture = form.cleaned_data["picture"]
            actions.change_key_picture(key, picture=picture, by=request.user, at=timezone.now())
            messages.success(request, "Đã đổi hình." if picture else "Đã bỏ hình: khi ký sẽ in tên và giờ ký.")
            return redirect("keys:own")
    except Refused as refusal:
        form.add_error("picture", refusal.sentence)
    return _page(request, wrong_picture=(key.pk, form), status=400)


@require_POST
def remove(request, key_id):
    """Let a key sign nothing any more."""
    actions.remove_key(_own_key(request, key_id), by=request.user, at=timezone.now())
    messages.success(request, "Đã gỡ khóa. Các văn bản đã ký bằng khóa này vẫn giữ nguyên.")
    return redirect("keys:own")


@require_safe
def picture(request, key_id):
    """The picture of a key, for its owner."""
    key = _own_key(request, key_id)
    try:
        data = store.get(key.picture_sha256)
    except store.MissingFile:
        raise Http404 from None
    response = HttpResponse(data, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _page(request, *, file_form=None, token_form=None, wrong_picture=(0, None), status=200) -> HttpResponse:
    offices = _offices(request.user)
    keys = [*SigningKey.objects.of_person(request.user), *SigningKey.objects.seals_for(request.user)]
    wrong_key, wrong_form = wrong_picture
    now = timezone.now()
    forms = {key.pk: PictureForm(auto_id=f"hinh-{key.pk}-%s") for key in keys} | {wrong_key: wrong_form}
    rows = [(key, forms[key.pk], key.valid_to < now) for key in keys]
    context = {
        "rows": rows,
        "file_form": file_form or FileKeyForm(offices=offices, auto_id="tep-%s"),
        "token_form": token_form
        or (TokenKeyForm(offices=offices, auto_id="thiet-bi-%s") if token_form_offered() else None),
        "wrong_key": wrong_key,
    }
    return render(request, "documents/keys.html", context, status=status)


def _added(request, key: SigningKey) -> HttpResponse:
    messages.success(request, f"Đã thêm khóa của {key.subject}.")
    return redirect("keys:own")


def _own_key(request, key_id: int) -> SigningKey:
    """The key, or Http404 when it is not this person's to use."""
    for keys in (SigningKey.objects.of_person(request.user), SigningKey.objects.seals_for(request.user)):
        if key := keys.select_related("organisation").filter(pk=key_id).first():
            return key
    raise Http404


def _offices(user: User) -> tuple[Organisation, ...]:
    """The offices for which `user` may add a seal: the own one and its councils."""
    if user.organisation_id is None:
        return ()
    near = [user.organisation, *Organisation.objects.filter(superior=user.organisation_id, is_council=True)]
    return tuple(office for office in near if can_add_key(user, office))
