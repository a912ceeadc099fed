"""Whether what the plan tells of a course (its numbers and its words) is what seats, classes and lists say."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.content import Paragraph
from lib.number_words import number_in_figures, ordinal_in_words
from organisations.enums import AreaLevel
from plans.activity_sources import fill
from plans.activity_text import printed_lines
from plans.body import parse_body
from plans.enums import ActivityKind
from plans.models import Activity, PlanSection
from trainings.enums import ClassState, SeatBasis
from trainings.models import Course, Share, TrainingClass
from trainings.stated import About, Statement, parts_by_class, statements_in

NEARLY = 0.1
"""How far a number told with khoảng, bình quân, tối đa … may be off: this part of it."""

_BASES = {
    About.EACH_COMMUNE: (SeatBasis.PER_COMMUNE, "mỗi xã"),
    About.EACH_VILLAGE: (SeatBasis.PER_VILLAGE, "mỗi thôn, bản"),
    About.EACH_OFFICE: (SeatBasis.PER_ORGANISATION, "mỗi cơ quan, đơn vị"),
}


@dataclass(frozen=True)
class Agreement:
    """One comparison as a sentence: «Kế hoạch ghi 708 đại biểu; chỉ tiêu là 708: khớp.», or what differs and where to
    change it. `quote` is the plan's own wording, empty for the numbers of its activity.
    """

    sentence: str
    agrees: bool
    quote: str = ""


@dataclass(frozen=True)
class _Known:
    """What the course has: its shares, classes that are not cancelled, rules; what people and groups are called."""

    course: Course
    shares: Sequence[Share]
    classes: Sequence[TrainingClass]
    rules: Sequence[tuple[str, int]]

    @property
    def group(self) -> str:
        return "đoàn" if self.course.is_tour else "lớp"

    @property
    def people(self) -> int | None:
        """Seats in all, by units or, without units, by the sizes of the classes; None when neither is known."""
        if self.shares:
            return sum(share.seats for share in self.shares)
        sizes = [self.size(row) for row in self.classes]
        return sum(sizes) if sizes and None not in sizes else None

    def size(self, row: TrainingClass) -> int | None:
        """Seats of the units in a class, else its own number, else that of the course."""
        own = [share.seats for share in self.shares if share.training_class_id == row.pk]
        return sum(own) if own else (row.seats if row.seats is not None else self.course.class_size)

    def each(self, basis: str) -> list[int]:
        return [seats for rule_basis, seats in self.rules if rule_basis == basis]

    def level(self, level: str) -> int | None:
        """Seats of a level: communes without what their villages get, villages, or whoever is neither."""
        communes = [share for share in self.shares if share.area and share.area.level == AreaLevel.COMMUNE]
        per_village = sum(self.each(SeatBasis.PER_VILLAGE))
        of_villages = sum(per_village * (share.villages or 0) for share in communes)
        if level == "thôn":
            return of_villages if per_village else None
        if level == "xã":
            return sum(share.seats for share in communes) - of_villages
        return sum(share.seats for share in self.shares if share not in communes)


def agreements(course: Course) -> list[Agreement]:
    """Every number of the plan about `course` against what the course has: the activity's numbers, its words,
    how many have registered; what differs comes first. A constant number of queries.
    """
    known = _known(course)
    own, elsewhere = told_by_the_plan(course)
    words = [*statements_in(own), *(said for text in elsewhere for said in _in_passing(text))]
    is_other = {
        said for said in words if said.about == About.CLASSES and said.unit.startswith("đoàn") != course.is_tour
    }
    told = [*_of_the_activity(course.activity), *(said for said in words if said not in is_other)]
    each = [statement for statement in told if statement.about in _BASES]
    found = [agreement for statement in told if (agreement := _compared(known, statement)) is not None]
    found += [agreement for about in _BASES if (agreement := _each_compared(known, about, each)) is not None]
    once = {agreement.sentence: agreement for agreement in found}
    registered = _registered(known)
    return sorted([*once.values(), *([registered] if registered else [])], key=lambda agreement: agreement.agrees)


def told_by_the_plan(course: Course) -> tuple[list[str], list[str]]:
    """The paragraphs in which the plan tells of `course`, and those in which it may do so in passing.

    The first are printed of its activity, or stand in the section that it is printed under, where no other activity of
    its kind does. The others are those of all sections, where the plan has no other activity of its kind.
    """
    plan = course.activity.plan
    activities = list(plan.activities.prefetch_related("lines"))
    fill(activities, is_live=plan.is_editable)
    own = next(activity for activity in activities if activity.pk == course.activity_id)
    others = [activity for activity in activities if activity.pk != own.pk]
    sections = list(plan.sections.all())
    printed = (blocks for _, blocks in printed_lines(own, own.lines.all()))
    texts = [block.text for blocks in printed for block in blocks if isinstance(block, Paragraph)]
    near = _sections_under(own, others, sections)
    is_only = all(activity.kind != own.kind for activity in others)
    busy = {activity.section_id for activity in others}
    rest = [row for row in sections if is_only and row not in near and row.pk not in busy]
    return texts + _paragraphs(near), _paragraphs(rest)


def planned_parts(course: Course) -> dict[int, str]:
    """What the plan says of each class by itself, by ordinal: «Lớp thứ nhất: 182 đại biểu, gồm: …»."""
    own, elsewhere = told_by_the_plan(course)
    return parts_by_class([*own, *elsewhere])


def _sections_under(own: Activity, others: Sequence[Activity], sections: Sequence[PlanSection]) -> list[PlanSection]:
    """The section that `own` is printed under with those inside it, without those of other activities."""
    start = next((place for place, section in enumerate(sections) if section.pk == own.section_id), None)
    if start is None or any(other.section_id == own.section_id and other.kind == own.kind for other in others):
        return []
    end = start + 1
    while end < len(sections) and sections[end].level > sections[start].level:
        end += 1
    busy = {other.section_id for other in others} - {own.section_id}
    return [section for section in sections[start:end] if section.pk not in busy]


def _paragraphs(sections: Sequence[PlanSection]) -> list[str]:
    return [block.text for row in sections for block in parse_body(row.body) if isinstance(block, Paragraph)]


def _in_passing(text: str) -> list[Statement]:
    """What a paragraph of another section states, when it counts both classes and people."""
    found = [said for said in statements_in([text]) if said.about in (About.CLASSES, About.PEOPLE)]
    return found if {said.about for said in found} == {About.CLASSES, About.PEOPLE} else []


def _known(course: Course) -> _Known:
    return _Known(
        course,
        list(course.shares.select_related("area", "organisation")),
        list(course.classes.exclude(state=ClassState.CANCELLED).order_by("ordinal")),
        _rules(course),
    )


def _rules(course: Course) -> list[tuple[str, int]]:
    """Basis and seats of every rule; one that names several places counts once."""
    rows = dict.fromkeys(course.seat_rules.values_list("position", "basis", "seats"))
    return [(basis, seats) for _, basis, seats in rows]


def _of_the_activity(activity: Activity) -> Iterator[Statement]:
    """The numbers of the plan's activity as statements."""
    person = "người" if activity.kind == ActivityKind.STUDY_TOUR else "đại biểu"
    if activity.group_count:
        yield Statement(About.CLASSES, activity.group_count, "", "")
    if activity.expected_people:
        is_about = activity.size_is_average and activity.people is None
        yield Statement(About.PEOPLE, activity.expected_people, person, "", is_about=is_about)
    if activity.group_size:
        yield Statement(About.SIZE, activity.group_size, person, "", is_about=activity.size_is_average)


def _compared(known: _Known, said: Statement) -> Agreement | None:
    told = _number(said)
    match said.about:
        case About.CLASSES:
            return _agreement(known, said, f"{told} {known.group}", len(known.classes), f"khóa có {{}} {known.group}")
        case About.PEOPLE:
            return _agreement(known, said, f"{told} {said.unit}", known.people, "chỉ tiêu là {}")
        case About.LEVEL:
            words = f"cấp {said.level} {told} {said.unit}"
            return _agreement(known, said, words, known.level(said.level), f"chỉ tiêu cấp {said.level} là {{}}")
        case About.ONE_CLASS:
            row = next((row for row in known.classes if row.ordinal == said.ordinal), None)
            name = f"{known.group} {ordinal_in_words(said.ordinal)}"
            size = known.size(row) if row else None
            return _agreement(known, said, f"{name} {told} {said.unit}", size, f"{name} có {{}} chỗ")
        case About.SIZE:
            return _size_compared(known, said)
    return None


def _size_compared(known: _Known, said: Statement) -> Agreement | None:
    sizes = [known.size(row) for row in known.classes]
    words = f"mỗi {known.group} {_number(said)} {said.unit}"
    if not sizes or None in sizes:
        return _agreement(known, said, words, None, f"mỗi {known.group} có {{}} chỗ")
    if said.is_about:
        average = round(sum(sizes) / len(sizes))
        return _agreement(known, said, words, average, f"bình quân mỗi {known.group} có {{}} chỗ")
    off = [size for size in sizes if size != said.value]
    if not off:
        return _agreement(known, said, words, said.value, f"{known.group} nào cũng có {{}} chỗ")
    counted = Counter(sizes)
    shown = ", ".join(f"{count} {known.group} {number_in_figures(size)} chỗ" for size, count in sorted(counted.items()))
    return Agreement(f"{_source(said)} ghi {words}; khóa có {shown}. {_where(known)}", agrees=False, quote=said.quote)


def _each_compared(known: _Known, about: About, told: Sequence[Statement]) -> Agreement | None:
    """«Mỗi xã 09 đại biểu» against the rules; told in parts («02 lãnh đạo», «07 công chức») it may be one rule."""
    basis, words = _BASES[about]
    own = [statement for statement in told if statement.about == about]
    if not own:
        return None
    stated, rules = [statement.value for statement in own], known.each(basis)
    first = own[0]
    value = sum(stated) if sum(stated) == sum(rules) or len(stated) == 1 else None
    if value is None:
        is_each_a_rule = set(stated) == set(rules)
        value = sum(rules) if is_each_a_rule else sum(stated)
    said = Statement(about, value, first.unit, first.quote, is_about=first.is_about)
    return _agreement(
        known, said, f"{words} {_number(said)} {said.unit}", sum(rules) if rules else None, f"quy tắc là {words} {{}}"
    )


def _registered(known: _Known) -> Agreement | None:
    """How many of the seats are taken: whenever all are, and what is missing once no class takes names any more."""
    seats, taken = sum(share.seats for share in known.shares), sum(share.taken for share in known.shares)
    if not taken:
        return None
    people = f"{number_in_figures(taken)}/{number_in_figures(seats)} chỗ"
    if taken == seats:
        return Agreement(f"Đã đăng ký {people}: đủ.", agrees=True)
    if any(row.state in ClassState.taking_names() for row in known.classes):
        return None
    short = sum(share.free > 0 for share in known.shares)
    missing = number_in_figures(seats - taken)
    return Agreement(f"Đã đăng ký {people}: còn thiếu {missing} người ở {short} đơn vị.", agrees=False)


def _agreement(known: _Known, said: Statement, told: str, value: int | None, real: str) -> Agreement:
    """`told` is what the plan says, `real` what the course has, with {} for `value`."""
    source = _source(said)
    if value is None:
        missing = "chưa đặt" if said.about in _BASES else "chưa có"
        sentence = f"{source} ghi {told}; {real.replace(' là {}', f' {missing}').replace('{}', 'chưa rõ')}. "
        return Agreement(f"{sentence}{_where(known)}", agrees=False, quote=said.quote)
    shown = real.format(number_in_figures(value))
    if value == said.value:
        return Agreement(f"{source} ghi {told}; {shown}: khớp.", agrees=True, quote=said.quote)
    if said.is_about and abs(value - said.value) <= NEARLY * said.value:
        return Agreement(f"{source} ghi {told}; {shown}: phù hợp.", agrees=True, quote=said.quote)
    off = number_in_figures(abs(value - said.value))
    more = "nhiều hơn" if value > said.value else "ít hơn"
    return Agreement(f"{source} ghi {told}; {shown}, {more} {off}. {_where(known)}", agrees=False, quote=said.quote)


def _source(said: Statement) -> str:
    return "Kế hoạch" if said.quote else "Số liệu hoạt động của kế hoạch"


def _number(said: Statement) -> str:
    return f"{'khoảng ' if said.is_about else ''}{number_in_figures(said.value)}"


def _where(known: _Known) -> str:
    """Where it can be changed."""
    if known.people is None:
        return "Hãy đặt quy tắc chỉ tiêu."
    if known.course.activity.plan.is_editable:
        return "Hãy sửa kế hoạch, hoặc sửa chỉ tiêu, cách xếp ở trang Chỉ tiêu."
    return "Kế hoạch không còn là dự thảo: hãy sửa chỉ tiêu, cách xếp ở trang Chỉ tiêu, hoặc soạn kế hoạch thay thế."
