"""What each act on a whole plan asks, and in which words it is offered."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone

from organisations.enums import Issuing
from organisations.models import User
from plans.enums import PlanAct
from plans.findings import PlanFindings
from plans.forms.findings import SubmitForm
from plans.forms.notes import NoteForm, StepForm, written
from plans.models import Plan, PlanSection
from plans.steps import open_acts


class ReturnForm(StepForm):
    """Why a plan goes back."""

    reason = written("Lý do trả lại, cần sửa gì", required=True)


class TakeBackNumberForm(StepForm):
    """Why a number is cancelled."""

    reason = written("Lý do hủy số", required=True)


class RecallForm(StepForm):
    """Why an issued plan is recalled."""

    reason = written("Lý do thu hồi", required=True)


class NumberForm(StepForm):
    """The date of the document; a number by hand only with a reason."""

    rarely = ("number", "reason")

    dated_on = forms.DateField(
        label="Ngày văn bản",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={"required": "Hãy ghi ngày văn bản.", "invalid": "Ngày không đúng: ghi như 05/3/2026."},
    )
    number = forms.IntegerField(
        label="Số nhập bằng tay",
        required=False,
        min_value=1,
        max_value=999_999,
        help_text="Để trống: lấy số tiếp theo của sổ.",
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )
    reason = written("Lý do nhập số bằng tay", required=False, rows=2)

    def clean(self):
        """A number by hand says why."""
        data = super().clean()
        if data.get("number") is not None and not data.get("reason"):
            self.add_error("reason", "Nhập số bằng tay phải ghi lý do.")
        return data


class CorrectForm(StepForm):
    """By which official letter an issued plan was corrected, and what."""

    letter = forms.CharField(
        label="Công văn đính chính",
        max_length=200,
        help_text="Ví dụ: Công văn số 12/SDTTG-VP ngày 10/3/2026.",
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": "Hãy ghi số, ký hiệu, ngày của công văn đính chính."},
    )
    reason = written("Đính chính nội dung gì", required=True)


class CommentForm(forms.Form):
    """A remark on the whole plan, or on one section of it."""

    section = forms.ModelChoiceField(PlanSection.objects.none(), required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Góp ý",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        error_messages={
            "required": "Góp ý đang trống: hãy viết rồi gửi.",
            "max_length": "Góp ý dài %(show_value)d ký tự, tối đa %(limit_value)d. Hãy tách thành nhiều góp ý.",
        },
    )

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["section"].queryset = plan.sections.all()


@dataclass(frozen=True)
class Asking:
    """How an act is offered: the end of its address, the words on its button, what follows, what it asks."""

    slug: str
    label: str
    follows: str
    form: type[StepForm] = NoteForm
    weight: str = "main"  # «main», «quiet» or «danger»: how the button looks


ASKINGS: dict[PlanAct, Asking] = {
    PlanAct.SUBMIT: Asking(
        "trinh",
        "Trình",
        "Sau khi trình, nội dung không sửa được nữa, trừ khi bạn rút lại (lúc chưa ai xử lý) hoặc bị trả lại.",
        SubmitForm,
    ),
    PlanAct.WITHDRAW: Asking("rut-lai", "Rút lại", "Kế hoạch trở về với bạn để sửa tiếp.", weight="quiet"),
    PlanAct.PASS_ON: Asking(
        "chuyen-van-thu", "Duyệt, chuyển văn thư", "Bạn đồng ý với nội dung; văn thư kiểm tra thể thức tiếp theo."
    ),
    PlanAct.CHECK: Asking("trinh-lanh-dao", "Trình lãnh đạo", "Thể thức đã đúng; lãnh đạo nhận kế hoạch để duyệt, ký."),
    PlanAct.APPROVE: Asking(
        "phe-duyet", "Phê duyệt", "Nội dung được giữ nguyên từ lúc này; phần mềm tạo tệp PDF để ký."
    ),
    PlanAct.SIGN: Asking(
        "da-ky-giay", "Đã ký trên giấy", "Ghi nhận bản in đã có chữ ký tay; văn thư cấp số tiếp theo."
    ),
    PlanAct.NUMBER: Asking(
        "cap-so",
        "Cấp số, ngày",
        "Số lấy từ sổ đăng ký văn bản đi và không cấp lại cho văn bản khác.",
        NumberForm,
    ),
    PlanAct.ISSUE: Asking("ban-hanh", "Ban hành", "Văn bản đã có chữ ký, số và dấu được phát hành tới nơi nhận."),
    PlanAct.TAKE_BACK_NUMBER: Asking(
        "huy-so",
        "Hủy số, cấp lại",
        "Số đã hủy vẫn lưu trong sổ cùng lý do, không cấp lại cho văn bản khác; kế hoạch chờ cấp số mới.",
        TakeBackNumberForm,
        "danger",
    ),
    PlanAct.CORRECT: Asking(
        "dinh-chinh",
        "Ghi đính chính",
        "Sai sót về thể thức, kỹ thuật trình bày được đính chính bằng công văn (Nghị định 30/2020, Điều 18).",
        CorrectForm,
        "quiet",
    ),
    PlanAct.REPLACE: Asking(
        "thay-the",
        "Soạn bản thay thế",
        "Phần mềm chép kế hoạch này thành dự thảo mới; khi dự thảo được ban hành, bản này hết hiệu lực.",
        StepForm,
        "quiet",
    ),
    PlanAct.RETURN: Asking(
        "tra-lai",
        "Trả lại",
        "Kế hoạch trở về người soạn thảo cùng lý do của bạn.",
        ReturnForm,
        "danger",
    ),
    PlanAct.RECALL: Asking(
        "thu-hoi", "Thu hồi", "Kế hoạch ngừng hẳn; số đã cấp (nếu có) vẫn lưu trong sổ.", RecallForm, "danger"
    ),
}
"""In the order in which buttons stand. Sealing is done on the signing pages; so is signing, unless it was in ink."""


@dataclass(frozen=True)
class Offer:
    """One act that a person may do with a plan now, ready to be asked about; `refusal` says why it just failed."""

    act: PlanAct
    asking: Asking
    form: StepForm
    refusal: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the question stands open: something was refused or wrong."""
        return bool(self.refusal) or self.form.is_bound


def asked(act: PlanAct, data=None, *, findings: PlanFindings | None = None) -> StepForm:
    """The form of `act`; what the checks found in the plan is asked about where it is submitted."""
    asking = ASKINGS[act]
    return asking.form(data, findings=findings, auto_id=f"{asking.slug}-%s")


def offers(
    user: User, plan: Plan, *, refused: Offer | None = None, findings: PlanFindings | None = None
) -> tuple[Offer, ...]:
    """The acts open to `user`, in the order of their buttons; `refused` stands for its own with what was typed.

    `findings` are those of `plan`, for the question about them. A refused act is offered once more even when it is no
    longer open: the person reads why.
    """
    possible = {act for act in open_acts(user, plan) if act in ASKINGS and not _needs_a_file(plan, act)}
    if refused:
        possible.add(refused.act)
    return tuple(
        refused if refused and refused.act == act else Offer(act, asking, asked(act, findings=findings))
        for act, asking in ASKINGS.items()
        if act in possible
    )


def _needs_a_file(plan: Plan, act: PlanAct) -> bool:
    return act == PlanAct.SIGN and plan.paper is not None and plan.paper.issuing == Issuing.ELECTRONIC
