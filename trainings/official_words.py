"""What the papers of a class say, part by part: as the program writes it from rows, or as somebody wrote it instead.

Each part is text of the plan editor's kind: one paragraph per line, «- » begins a point.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from documents.content import Chart, ChartBar, Paragraph, Section
from lib.dates import short_date
from lib.number_words import number_in_figures, ordinal_in_words
from plans.body import parse_body
from trainings.enums import EnrolmentState, PaperKind, RosterState
from trainings.models import ClassPaper, TrainingClass

MOST_AREAS = 30
OFFICES = "Cơ quan, đơn vị"


@dataclass(frozen=True)
class Part:
    """One part of a paper: its key in ClassPaper.wording, what people call it, and what the program writes there."""

    key: str
    label: str
    write: Callable[[ClassPaper], str]


def title_of(paper: ClassPaper) -> str:
    """What stands under the kind, or after «V/v» in a letter."""
    course = paper.course
    name = course.name[:1].lower() + course.name[1:]
    match paper.kind:
        case PaperKind.INVITATION:
            return f"Tham gia {_group(paper)} {name}"
        case PaperKind.REPORT:
            return f"Kết quả tổ chức {_group(paper)} {name}"
        case PaperKind.REMINDER:
            return f"đôn đốc gửi danh sách đăng ký tham gia {name}"
        case _:
            return f"Công nhận kết quả {_group(paper)} {name}"


def text_of(paper: ClassPaper, part: Part) -> str:
    """The text of `part`: what somebody wrote, else what the program writes."""
    return paper.wording.get(part.key) or part.write(paper)


def paragraphs_of(paper: ClassPaper, *keys: str) -> tuple[Paragraph, ...]:
    """The parts named, one after the other, as paragraphs."""
    by_key = {part.key: part for part in PARTS[PaperKind(paper.kind)]}
    blocks = [block for key in keys for block in parse_body(text_of(paper, by_key[key]))]
    return tuple(block for block in blocks if isinstance(block, Paragraph))


def sections_of(paper: ClassPaper) -> tuple[Section, ...]:
    """The parts of a report as sections I., II., III.; the results with a chart, unless somebody wrote others."""
    numerals = ("I.", "II.", "III.", "IV.")
    parts = PARTS[PaperKind.REPORT]
    return tuple(
        Section(1, numeral, part.label.upper(), (*paragraphs_of(paper, part.key), *_charts(paper, part.key)))
        for numeral, part in zip(numerals, parts, strict=True)
    )


def _charts(paper: ClassPaper, key: str) -> tuple[Chart, ...]:
    """How many of those accepted came and completed, in the whole group and by commune where there are several."""
    row = paper.training_class
    if key != "results" or paper.wording.get(key) or not row.enrolled:
        return ()
    by_code = F("area__code").asc(nulls_last=True)
    tallies = list(row.tallies.select_related("area").defer("members").order_by(by_code)[:MOST_AREAS])
    whole = "Cả đoàn" if paper.course.is_tour else "Cả lớp"
    bars = [ChartBar(whole, (row.completed, row.present, row.enrolled))]
    if len(tallies) > 1:
        bars += [
            ChartBar(str(tally.area or OFFICES), (tally.completed, tally.present, tally.registered))
            for tally in tallies
        ]
    title = "Số người hoàn thành, có mặt trên số được duyệt tham gia"
    return (Chart(title, "người", ("Hoàn thành", "Có mặt", "Được duyệt"), tuple(bars), are_nested=True),)


def late_lists(paper: ClassPaper):
    """The lists of the course that the organiser still waits for, in the order of the units."""
    lists = paper.course.campaign.lists.select_related("share__area", "share__organisation", "office")
    waiting = (RosterState.WAITING, RosterState.DRAFT, RosterState.RETURNED)
    return lists.filter(state__in=waiting).order_by("share__area__code", "pk")


def _group(paper: ClassPaper) -> str:
    """«lớp thứ nhất» or «đoàn thứ nhất»; without number when there is only one."""
    word = "đoàn" if paper.course.is_tour else "lớp"
    if paper.course.classes.count() < 2:
        return word
    return f"{word} {ordinal_in_words(paper.training_class.ordinal)}"


def _days(training_class: TrainingClass) -> tuple[date | None, date | None]:
    first = training_class.starts_on or training_class.expected_from
    last = training_class.ends_on or training_class.expected_to
    return first, last or first


def _time(paper: ClassPaper) -> str:
    first, last = _days(paper.training_class)
    length = f"{paper.course.days:02} ngày"
    if first is None:
        return f"Thời gian: {length}, từ 7 giờ 30 phút ngày …/…/{paper.state_since.year}."
    if first == last:
        return f"Thời gian: {length}, bắt đầu từ 7 giờ 30 phút ngày {short_date(first)}."
    return f"Thời gian: {length}, từ 7 giờ 30 phút ngày {short_date(first)} đến hết ngày {short_date(last)}."


def _place(paper: ClassPaper) -> str:
    venue = paper.training_class.venue
    if venue is None:
        return f"Địa điểm: {paper.course.place.rstrip('.')}." if paper.course.place else "Địa điểm: …"
    return f"Địa điểm: {', '.join(filter(None, (venue.name, venue.address)))}."


def _guests(paper: ClassPaper) -> str:
    word = "Các thành viên" if paper.course.is_tour else "Các đại biểu"
    return f"{paper.organisation.name} trân trọng kính mời:\n- {word} có tên trong danh sách kèm theo."


def _purpose(paper: ClassPaper) -> str:
    verb = "Tham gia" if paper.course.is_tour else "Tới dự"
    return f"{verb}: {_group(paper).capitalize()} {paper.course.name[:1].lower()}{paper.course.name[1:]}."


def _contents(paper: ClassPaper) -> str:
    modules = list(paper.course.modules.all())
    if not modules:
        return ""
    lines = [
        f"- {module.name.rstrip(' .;')}{f' ({module.periods} tiết)' if module.periods else ''}" for module in modules
    ]
    return "\n".join(["Nội dung:", *(f"{line};" for line in lines[:-1]), f"{lines[-1]}."])


def _payers(paper: ClassPaper) -> str:
    """Who pays what must stand in the invitation (Thông tư 55/2023/TT-BTC, Điều 4.1.b; Thông tư 60/2026/TT-BTC)."""
    if paper.training_class.payer_note:
        return paper.training_class.payer_note
    rate = paper.training_class.meal_rate
    amount = f" (mức hỗ trợ {number_in_figures(rate)} đồng/người/ngày)" if rate else ""
    return (
        "Chế độ đối với đại biểu:\n"
        "- Đại biểu không hưởng lương từ ngân sách nhà nước: cơ quan tổ chức hỗ trợ tiền ăn, tiền nghỉ, tiền đi lại "
        f"theo quy định{amount};\n"
        "- Đại biểu hưởng lương từ ngân sách nhà nước: cơ quan, đơn vị cử đại biểu thanh toán công tác phí theo quy "
        "định."
    )


def _bring(paper: ClassPaper) -> str:
    return (
        f"{paper.organisation.name} đề nghị các cơ quan, đơn vị, Ủy ban nhân dân các xã tạo điều kiện để đại biểu "
        "tham gia đầy đủ, đúng thời gian. Đại biểu mang theo giấy mời và căn cước để đăng ký."
    )


def _held(paper: ClassPaper) -> str:
    row = paper.training_class
    first, last = _days(row)
    when = f" từ ngày {short_date(first)} đến ngày {short_date(last)}" if first else ""
    where = f", tại {row.venue}" if row.venue else ""
    return (
        f"{paper.organisation.name} đã tổ chức {_group(paper)} {paper.course.name[:1].lower()}{paper.course.name[1:]}"
        f"{when}{where}.\n" + _contents(paper)
    ).strip()


def _results(paper: ClassPaper) -> str:
    row = paper.training_class
    word = "thành viên" if paper.course.is_tour else "học viên"
    lines = [
        f"- Số người được duyệt tham gia: {number_in_figures(row.enrolled)} người; có mặt: "
        f"{number_in_figures(row.present)} người; hoàn thành: {number_in_figures(row.completed)} người.",
        f"- Trong đó {number_in_figures(row.unpaid)} {word} không hưởng lương từ ngân sách nhà nước.",
    ]
    if row.sex_known:
        lines.append(
            f"- Nữ: {number_in_figures(row.women)} người (trong {number_in_figures(row.sex_known)} người có ghi)."
        )
    if row.ethnic_group_known:
        lines.append(
            f"- Dân tộc thiểu số: {number_in_figures(row.minority)} người (trong "
            f"{number_in_figures(row.ethnic_group_known)} người có ghi)."
        )
    scores = _scores(row)
    return "\n".join([*lines, scores] if scores else lines)


def _scores(row: TrainingClass) -> str:
    pairs = [
        (before, after)
        for before, after in row.enrolments.filter(counts=True).values_list("score_before", "score_after")
        if before is not None and after is not None
    ]
    if not pairs:
        return ""
    before, after = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
    marks = (f"{mark:.1f}".replace(".", ",") for mark in (before, after))
    return "- Điểm bình quân đầu vào: {}; đầu ra: {} (thang điểm 10, {} người dự cả hai bài).".format(
        *marks, len(pairs)
    )


def _remarks(paper: ClassPaper) -> str:
    group = "Đoàn" if paper.course.is_tour else "Lớp"
    return paper.training_class.remarks or f"{group} được tổ chức theo đúng kế hoạch."


def _proposals(paper: ClassPaper) -> str:
    return "Đề nghị tiếp tục bố trí kinh phí để tổ chức các nội dung còn lại của kế hoạch."


def _reminder(paper: ClassPaper) -> str:
    campaign = paper.course.campaign
    plan = paper.course.activity.plan
    return (
        f"Triển khai Kế hoạch {plan.title[:1].lower()}{plan.title[1:]}, {paper.organisation.name} đã mở đợt đăng ký "
        f"tham gia «{paper.course.name}» từ ngày {short_date(campaign.opens_on)}, hạn gửi danh sách đến hết ngày "
        f"{short_date(campaign.deadline)}.\n"
        "Đến nay, các đơn vị có tên ở phần Kính gửi chưa gửi danh sách. Đề nghị các đơn vị khẩn trương lập, gửi danh "
        f"sách theo mẫu Phụ lục {campaign.form} trên phần mềm để {paper.organisation.name} tổng hợp.\n"
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh kịp thời để được hướng dẫn."
    )


def _recognition(paper: ClassPaper) -> str:
    row = paper.training_class
    done = row.enrolments.filter(counts=True, state=EnrolmentState.COMPLETED).count()
    who = "thành viên" if paper.course.is_tour else "học viên"
    return (
        f"Điều 1. Công nhận {number_in_figures(done)} {who} hoàn thành {_group(paper)} "
        f"{paper.course.name[:1].lower()}{paper.course.name[1:]} (có danh sách kèm theo).\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
        f"Điều 3. Các đơn vị thuộc {paper.organisation.name}, các cơ quan, đơn vị có liên quan và các {who} có tên "
        "tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
    )


PARTS: dict[PaperKind, tuple[Part, ...]] = {
    PaperKind.INVITATION: (
        Part("guests", "Kính mời ai", _guests),
        Part("purpose", "Tới dự", _purpose),
        Part("time", "Thời gian", _time),
        Part("place", "Địa điểm", _place),
        Part("contents", "Nội dung", _contents),
        Part("payers", "Ai chi trả", _payers),
        Part("bring", "Đề nghị, dặn dò", _bring),
    ),
    PaperKind.REPORT: (
        Part("held", "Tình hình tổ chức", _held),
        Part("results", "Kết quả", _results),
        Part("remarks", "Nhận xét, khó khăn, vướng mắc", _remarks),
        Part("proposals", "Đề xuất, kiến nghị", _proposals),
    ),
    PaperKind.REMINDER: (Part("body", "Nội dung", _reminder),),
    PaperKind.RECOGNITION: (Part("articles", "Các điều", _recognition),),
}
"""The parts of each kind of paper, in the order in which they are printed."""
