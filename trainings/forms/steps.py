"""What each act on a class asks, and in which words it is offered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django import forms
from django.utils import timezone

from lib.fields import CleanTextFormField, DayField
from organisations.models import User
from trainings.enums import ClassAct
from trainings.models import TrainingClass
from trainings.steps import open_acts


class StepForm(forms.Form):
    """What is asked before an act: nothing, unless a subclass says so."""

    def __init__(self, *args, training_class: TrainingClass, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for field in self.fields.values():
            is_tick = isinstance(field, forms.BooleanField)
            field.widget.attrs["class"] = "form-check-input" if is_tick else "form-control"
        for name, value in self.known(training_class).items():
            self.fields[name].initial = value

    def known(self, training_class: TrainingClass) -> dict:
        """What stands in the fields before anybody typed."""
        return {}


class ReasonForm(StepForm):
    """Why."""

    reason = CleanTextFormField(
        label="Lý do",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Hãy ghi lý do: người xem lại sau này cần biết vì sao.",
            "max_length": "Dài quá: tối đa %(limit_value)d ký tự, bạn đã viết %(show_value)d.",
        },
    )


class FreezeForm(StepForm):
    """Whether to wait for units that are not done."""

    without_lists = forms.BooleanField(label="Chốt, không chờ các đơn vị chưa xong", required=False)


class BeginForm(StepForm):
    """The first day."""

    starts_on = DayField(label="Bắt đầu từ ngày", error_messages={"required": "Hãy ghi ngày bắt đầu."})

    def known(self, training_class):
        return {"starts_on": training_class.starts_on or training_class.expected_from or timezone.localdate()}


class FinishForm(BeginForm):
    """The days as they were, and whether to end with marks missing."""

    ends_on = DayField(label="Đến hết ngày", error_messages={"required": "Hãy ghi ngày kết thúc."})
    as_is = forms.BooleanField(
        label="Kết thúc, không ghi thêm",
        required=False,
        help_text="Buổi chưa điểm danh coi như không tổ chức; ai chưa được điểm danh coi như vắng.",
    )

    def known(self, training_class):
        ends_on = training_class.ends_on or training_class.expected_to or timezone.localdate()
        return super().known(training_class) | {"ends_on": ends_on}


@dataclass(frozen=True)
class Asking:
    """How an act is offered: the end of its address, the words on its button, what follows, what it asks."""

    slug: str
    label: str
    follows: str
    form: type[StepForm] = StepForm
    weight: str = "main"


ASKINGS: dict[ClassAct, Asking] = {
    ClassAct.OPEN: Asking(
        "mo-dang-ky", "Mở nhận đăng ký", "Danh sách của các đơn vị được nhận vào từ lúc này.", weight="quiet"
    ),
    ClassAct.FREEZE: Asking(
        "chot",
        "Chốt danh sách",
        "Danh sách giữ nguyên từ lúc này để in, mời và điểm danh; sau đó chỉ thay, rút hoặc thêm từng người.",
        FreezeForm,
    ),
    ClassAct.INVITE: Asking(
        "da-moi",
        "Ghi nhận đã mời",
        "Dùng khi giấy mời đã gửi ngoài phần mềm; giấy mời ban hành ở đây tự ghi nhận bước này.",
        weight="quiet",
    ),
    ClassAct.BEGIN: Asking(
        "bat-dau", "Bắt đầu tổ chức", "Ghi ngày khai mạc; điểm danh buổi đầu tiên cũng tự ghi nhận bước này.", BeginForm
    ),
    ClassAct.FINISH: Asking(
        "ket-thuc",
        "Kết thúc",
        "Kết quả của từng người được tính và giữ nguyên; sau đó không ai sửa được mà không mở lại có ghi lý do.",
        FinishForm,
    ),
    ClassAct.SETTLE: Asking(
        "quyet-toan", "Xác nhận quyết toán", "Kinh phí đã thanh toán, quyết toán xong; mọi việc được khép lại."
    ),
    ClassAct.UNFREEZE: Asking(
        "mo-danh-sach",
        "Mở lại danh sách",
        "Các đơn vị và bạn lại thêm, bớt người được như trước khi chốt.",
        ReasonForm,
        "quiet",
    ),
    ClassAct.REOPEN: Asking(
        "mo-lai",
        "Mở lại để sửa",
        "Kết quả được tính lại khi kết thúc lần nữa. Giấy chứng nhận đã cấp vẫn còn hiệu lực.",
        ReasonForm,
        "quiet",
    ),
    ClassAct.UNSETTLE: Asking(
        "bo-quyet-toan", "Bỏ xác nhận quyết toán", "Trở về bước «Đã kết thúc».", ReasonForm, "quiet"
    ),
    ClassAct.RESTORE: Asking(
        "khoi-phuc", "Khôi phục", "Dùng lại với những người đã đăng ký, ở bước trước khi hủy.", ReasonForm
    ),
    ClassAct.CANCEL: Asking(
        "huy", "Hủy", "Không tổ chức nữa; người đã đăng ký vẫn còn trong danh sách của đơn vị.", ReasonForm, "danger"
    ),
}


@dataclass(frozen=True)
class Offer:
    """An act with its question; `refusal` is why it could not be done just now."""

    act: ClassAct
    asking: Asking
    form: StepForm
    refusal: str = ""

    @property
    def is_open(self) -> bool:
        return self.form.is_bound


def asked(act: ClassAct, training_class: TrainingClass, data=None) -> StepForm:
    """The question before `act`, empty or with what was sent."""
    return ASKINGS[act].form(data, training_class=training_class, prefix=None, auto_id=f"{act}-%s")


def offers(user: User, training_class: TrainingClass, *, refused: Offer | None = None) -> Sequence[Offer]:
    """What `user` may do now; `refused` comes back with what was typed, even when its state is over."""
    acts = open_acts(user, training_class)
    rows = [Offer(act, ASKINGS[act], asked(act, training_class)) for act in acts]
    if refused is None:
        return rows
    if refused.act not in acts:
        return [*rows, replace(refused)]
    return [refused if row.act == refused.act else row for row in rows]
