"""Which number a document gets: series, years, order of time, numbers entered by hand, cancelled ones."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError

from audit.models import Entry
from documents.actions import cancel_number, give_number
from documents.models import FrozenPaper, NumberGroup, Register, RegisterEntry
from lib.refusals import Refused
from organisations.enums import NumberScheme
from organisations.models import Organisation, User
from tests.factories.plans import a_user, an_organisation
from tests.factories.registers import DAY, a_number, local
from tests.factories.rows import a_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return a_user()


@pytest.fixture
def office(clerk) -> Organisation:
    return clerk.organisation


def scheme(office: Organisation, value: NumberScheme) -> None:
    Organisation.objects.filter(pk=office.pk).update(number_scheme=value)


def numbers(office, clerk, *kinds: str, **more) -> list[int]:
    return [a_number(office, by=clerk, kind=kind, **more).number for kind in kinds]


def refusal(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.sentence


# ---- series ------------------------------------------------------------------------------------------------------


def test_every_kind_has_its_own_series(office, clerk):
    scheme(office, NumberScheme.BY_KIND)
    assert numbers(office, clerk, "Kế hoạch", "Quyết định", "Kế hoạch", "Quyết định", "Kế hoạch") == [1, 1, 2, 2, 3]


def test_all_kinds_share_one_series(office, clerk):
    scheme(office, NumberScheme.ALL_KINDS)
    assert numbers(office, clerk, "Kế hoạch", "Quyết định", "Báo cáo", "Kế hoạch") == [1, 2, 3, 4]
    assert list(Register.objects.values_list("series", "year")) == [("", 2026)]


def test_groups_share_a_series_and_kinds_outside_have_their_own(office, clerk):
    scheme(office, NumberScheme.BY_GROUP)
    NumberGroup.objects.create(organisation=office, name="Kế hoạch và báo cáo", kinds="kế hoạch\nBÁO CÁO")
    NumberGroup.objects.create(organisation=an_organisation(), name="Của cơ quan khác", kinds="Quyết định\nKế hoạch")
    kinds = ("KẾ HOẠCH", "Báo cáo", "Quyết định", "Kế hoạch", "Quyết định")
    assert numbers(office, clerk, *kinds) == [1, 2, 1, 3, 2]
    assert set(Register.objects.values_list("series", flat=True)) == {"Kế hoạch và báo cáo", "Quyết định"}


def test_capitals_and_accents_make_no_other_kind(office, clerk):
    given = [a_number(office, by=clerk, kind=kind, symbol="KH-BDT") for kind in ("KẾ HOẠCH", "kế hoạch", "Ke hoach")]
    assert [entry.number for entry in given] == [1, 2, 3]
    assert Register.objects.get().series == "Kế hoạch"
    assert [entry.kind for entry in given] == ["Kế hoạch", "Kế hoạch", "Ke hoach"]


def test_a_council_has_its_own_series(office, clerk):
    council = an_organisation(superior=office, is_council=True, symbol="HĐTĐ")
    assert numbers(office, clerk, "Quyết định", "Quyết định") == [1, 2]
    assert numbers(council, clerk, "Quyết định") == [1]
    assert numbers(office, clerk, "Quyết định") == [3]


def test_copies_of_all_kinds_share_one_series_in_every_scheme(office, clerk):
    scheme(office, NumberScheme.ALL_KINDS)
    assert numbers(office, clerk, "Kế hoạch", "Sao y", "Trích sao", "Kế hoạch") == [1, 1, 2, 2]


def test_number_does_not_depend_on_what_the_person_may_see(office, clerk):
    numbers(office, clerk, "Kế hoạch", "Kế hoạch")
    stranger = a_user()
    assert not RegisterEntry.objects.visible_to(stranger).exists()
    assert numbers(office, stranger, "Kế hoạch") == [3]


def test_line_and_trace_are_left(office, clerk):
    entry = a_number(office, by=clerk)
    assert str(entry) == "01/KH-BDT"
    assert (entry.organisation, entry.year, entry.dated_on, entry.given_by) == (office, 2026, DAY, clerk)
    assert (entry.recipients, entry.archive) == ("Như Điều 3\nUBND tỉnh", "VT, CSTT")
    trace = Entry.objects.get()
    assert (trace.act, trace.row_name, trace.row_id, trace.organisation_id) == (
        "cấp số",
        "01/KH-BDT",
        entry.pk,
        office.pk,
    )


# ---- a scheme changed in the middle of the year -------------------------------------------------------------------


def test_one_series_for_all_goes_on_after_the_highest_number_of_the_kinds(office, clerk):
    numbers(office, clerk, "Kế hoạch", "Kế hoạch", "Quyết định", "Quyết định", "Quyết định")
    scheme(office, NumberScheme.ALL_KINDS)
    assert numbers(office, clerk, "Kế hoạch", "Quyết định") == [4, 5]


def test_series_of_a_kind_goes_on_after_its_last_number_in_the_common_series(office, clerk):
    scheme(office, NumberScheme.ALL_KINDS)
    numbers(office, clerk, "Kế hoạch", "Quyết định", "Kế hoạch", "Quyết định")
    scheme(office, NumberScheme.BY_KIND)
    assert numbers(office, clerk, "Kế hoạch", "Báo cáo", "Quyết định", "Kế hoạch") == [4, 1, 5, 5]


def test_changing_to_and_fro_gives_no_number_twice(office, clerk):
    given = []
    for value in (NumberScheme.BY_KIND, NumberScheme.ALL_KINDS, NumberScheme.BY_KIND, NumberScheme.ALL_KINDS):
        scheme(office, value)
        given += [str(a_number(office, by=clerk, kind=kind)) for kind in ("Kế hoạch", "Quyết định", "Kế hoạch")]
    assert len(set(given)) == len(given) == 12


def test_order_of_time_holds_across_a_change_of_scheme(office, clerk):
    a_number(office, by=clerk, on=datetime.date(2026, 3, 20))
    scheme(office, NumberScheme.ALL_KINDS)
    sentence = refusal(lambda: a_number(office, by=clerk, dated_on=DAY, on=datetime.date(2026, 3, 21)))
    assert sentence.startswith("Số theo trình tự thời gian: 01/KH-BDT đã ghi ngày 20/3/2026")


def test_two_kinds_with_one_symbol_never_have_the_same_number(office, clerk):
    one = a_number(office, by=clerk, kind="Quyết định", symbol="QĐ-BDT")
    two = a_number(office, by=clerk, kind="Quyết định cá biệt", symbol="QĐ-BDT")
    assert (str(one), str(two)) == ("01/QĐ-BDT", "02/QĐ-BDT")


def test_register_number_and_symbol_are_used_once_a_year(office, clerk):
    entry = a_number(office, by=clerk)
    other = Register.objects.create(organisation=office, series="Báo cáo", year=2026)
    entry.pk, entry.register = None, other
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_register_number_is_given_once(office, clerk):
    entry = a_number(office, by=clerk)
    entry.pk, entry.symbol = None, "KH-BDT2"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_register_is_one_per_series_and_year(office):
    Register.objects.create(organisation=office, series="Kế hoạch", year=2026)
    with pytest.raises(IntegrityError), transaction.atomic():
        Register.objects.create(organisation=office, series="KẾ HOẠCH", year=2026)


# ---- years and days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "expected"),
    [(local(2026, 12, 31, 23, 30), (6, 2026, 31, 12)), (local(2027, 1, 1, 0, 30), (1, 2027, 1, 1))],
)
def test_numbers_begin_again_on_1_january_in_vietnam(office, clerk, at, expected):
    numbers(office, clerk, *["Kế hoạch"] * 5)
    entry = a_number(office, by=clerk, at=at)
    assert (entry.number, entry.year, entry.dated_on.day, entry.dated_on.month) == expected


def test_first_number_of_the_year_comes_with_the_first_issue(office, clerk):
    a_number(office, by=clerk, on=datetime.date(2026, 12, 20))
    entry = a_number(office, by=clerk, on=datetime.date(2027, 2, 10))
    assert (str(entry), entry.year) == ("01/KH-BDT", 2027)


def test_a_day_before_the_last_number_is_refused(office, clerk):
    a_number(office, by=clerk)
    before = DAY - datetime.timedelta(days=1)
    assert refusal(lambda: a_number(office, by=clerk, dated_on=before)) == (
        "Số theo trình tự thời gian: 01/KH-BDT đã ghi ngày 05/3/2026, nên số 02 không thể ghi ngày 04/3/2026. "
        "Hãy chọn ngày từ 05/3/2026 trở đi."
    )
    assert RegisterEntry.objects.count() == 1


def test_a_day_to_come_is_refused(office, clerk):
    tomorrow = DAY + datetime.timedelta(days=1)
    assert refusal(lambda: a_number(office, by=clerk, dated_on=tomorrow)) == (
        "Ngày văn bản 06/3/2026 ở sau hôm nay (05/3/2026). Số chỉ cấp khi ban hành."
    )


def test_a_day_since_the_last_number_is_taken(office, clerk):
    a_number(office, by=clerk)
    entry = a_number(office, by=clerk, dated_on=DAY, on=datetime.date(2026, 3, 9))
    assert (entry.number, entry.dated_on) == (2, DAY)


def test_an_earlier_year_is_closed(office, clerk):
    sentence = refusal(lambda: a_number(office, by=clerk, dated_on=datetime.date(2025, 12, 31)))
    assert sentence.startswith("Dãy số năm 2025 đã kết thúc ngày 31/12/2025.")


def test_a_paper_of_an_earlier_year_keeps_its_number(office, clerk):
    numbers(office, clerk, "Kế hoạch")
    day = datetime.date(2025, 11, 20)
    entry = a_number(office, by=clerk, dated_on=day, number=88, manual_reason="Đăng ký bổ sung từ sổ giấy")
    assert (str(entry), entry.year) == ("88/KH-BDT", 2025)
    assert numbers(office, clerk, "Kế hoạch") == [2]


def test_an_office_that_has_ended_gives_no_number(clerk):
    successor = an_organisation(name="Sở Dân tộc và Tôn giáo")
    ended = an_organisation(name="Ban Dân tộc", valid_to=datetime.date(2026, 2, 28), successor=successor)
    for day in (DAY, datetime.date(2026, 2, 27)):
        assert refusal(lambda: a_number(ended, by=clerk, dated_on=day)) == (  # noqa: B023 (called at once)
            "Ban Dân tộc chỉ tồn tại đến 28/02/2026; cơ quan kế tục: Sở Dân tộc và Tôn giáo. "
            "Cơ quan không còn hoặc chưa có thì không cấp số."
        )


def test_an_office_that_is_still_to_come_gives_no_number(clerk):
    coming = an_organisation(name="Sở mới", valid_from=datetime.date(2026, 7, 1))
    assert refusal(lambda: a_number(coming, by=clerk)).startswith("Sở mới chỉ có từ 01/7/2026.")


# ---- numbers entered by hand --------------------------------------------------------------------------------------


def test_series_goes_on_from_the_highest_number_entered_by_hand(office, clerk):
    a_number(office, by=clerk, number=451, manual_reason="Tiếp theo sổ giấy đến số 450")
    assert numbers(office, clerk, "Kế hoạch") == [452]
    assert RegisterEntry.objects.get(number=451).manual_reason == "Tiếp theo sổ giấy đến số 450"


def test_a_lower_number_entered_by_hand_leaves_the_series_as_it_is(office, clerk):
    a_number(office, by=clerk, number=10, manual_reason="Tiếp theo sổ giấy")
    a_number(office, by=clerk, number=4, manual_reason="Văn bản giấy đăng ký bổ sung")
    assert numbers(office, clerk, "Kế hoạch") == [11]


def test_series_does_not_go_on_from_a_mistyped_number_that_was_cancelled(office, clerk):
    numbers(office, clerk, "Kế hoạch", "Kế hoạch")
    for slip in (4500, 4):
        entry = a_number(office, by=clerk, number=slip, manual_reason="Gõ nhầm")
        cancel_number(entry, reason="Gõ nhầm số", by=clerk, at=local(2026, 3, 5))
    assert numbers(office, clerk, "Kế hoạch", "Kế hoạch") == [3, 5]


@pytest.mark.parametrize("reason", ["", "  \u200b "])
def test_a_number_by_hand_needs_a_reason(office, clerk, reason):
    assert refusal(lambda: a_number(office, by=clerk, number=7, manual_reason=reason)) == (
        "Số nhập bằng tay phải có lý do, ví dụ: tiếp theo sổ giấy đến số 450."
    )


@pytest.mark.parametrize("number", [0, -3, 100_000, 2**63])
def test_a_number_that_no_office_reaches_is_refused(office, clerk, number):
    assert (
        refusal(lambda: a_number(office, by=clerk, number=number, manual_reason="x")) == "Số văn bản từ 1 đến 99.999."
    )


def test_a_number_by_hand_that_is_taken_is_refused(office, clerk):
    numbers(office, clerk, "Kế hoạch")
    assert refusal(lambda: a_number(office, by=clerk, number=1, manual_reason="x")) == (
        "Số 01/KH-BDT đã cấp ngày 05/3/2026 cho văn bản khác. Hãy chọn số khác."
    )


def test_a_number_by_hand_keeps_the_order_of_time_on_both_sides(office, clerk):
    for number, day in ((10, 2), (20, 10)):
        date = datetime.date(2026, 3, day)
        a_number(office, by=clerk, on=date, number=number, manual_reason="Sổ giấy")

    def between(day):
        return a_number(
            office, by=clerk, on=datetime.date(2026, 3, 20), dated_on=datetime.date(2026, 3, day),
            number=15, manual_reason="Bổ sung",
        )  # fmt: skip

    assert refusal(lambda: between(1)).endswith("Hãy chọn ngày từ 02/3/2026 trở đi.")
    assert refusal(lambda: between(11)).endswith("Hãy chọn ngày đến hết 10/3/2026.")
    assert between(5).number == 15


def test_what_does_not_fit_into_the_register_is_named(office, clerk):
    assert refusal(lambda: a_number(office, by=clerk, symbol="K" * 31)).startswith("Chưa ghi được vào sổ. ký hiệu: ")
    assert refusal(lambda: a_number(office, by=clerk, signer="")).startswith("Chưa ghi được vào sổ. người ký: ")
    assert (RegisterEntry.objects.count(), Register.objects.count()) == (0, 0)


# ---- cancelled numbers --------------------------------------------------------------------------------------------


def test_a_cancelled_number_stays_and_is_never_given_again(office, clerk):
    entry = a_number(office, by=clerk)
    at = local(2026, 3, 6)
    cancel_number(entry, reason="Ghi nhầm ký hiệu", by=clerk, at=at)
    assert numbers(office, clerk, "Kế hoạch") == [2]
    entry.refresh_from_db()
    assert (entry.number, entry.cancel_reason, entry.cancelled_by, entry.cancelled_at) == (
        1,
        "Ghi nhầm ký hiệu",
        clerk,
        at,
    )
    assert refusal(lambda: a_number(office, by=clerk, number=1, manual_reason="x")) == (
        "Số 01/KH-BDT đã hủy (Ghi nhầm ký hiệu) và không cấp lại. Hãy chọn số khác."
    )
    assert list(Entry.objects.order_by("id").values_list("act", flat=True)) == ["cấp số", "hủy số", "cấp số"]


def test_cancelling_needs_a_reason_and_is_done_once(office, clerk):
    entry = a_number(office, by=clerk)
    assert refusal(lambda: cancel_number(entry, reason=" ", by=clerk, at=local(2026, 3, 6))).startswith("Hủy số phải")
    cancel_number(entry, reason="Ghi nhầm", by=clerk, at=local(2026, 3, 6))
    assert refusal(lambda: cancel_number(entry, reason="Lại", by=clerk, at=local(2026, 3, 6))) == (
        "Số 01/KH-BDT đã hủy trước đó: Ghi nhầm."
    )


def test_register_number_is_cancelled_with_a_reason(office, clerk):
    entry = a_number(office, by=clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.filter(pk=entry.pk).update(cancelled_at=local(2026, 3, 6))


def test_a_cancelled_number_does_not_bind_the_days_of_others(office, clerk):
    wrong = a_number(office, by=clerk, on=datetime.date(2026, 3, 20))
    cancel_number(wrong, reason="Ghi nhầm ngày", by=clerk, at=local(2026, 3, 20))
    entry = a_number(office, by=clerk, on=datetime.date(2026, 3, 20), dated_on=datetime.date(2026, 3, 19))
    assert (entry.number, entry.dated_on.day) == (2, 19)


def test_a_paper_has_one_number_until_that_is_cancelled(office, clerk):
    paper = a_row(FrozenPaper, organisation=office)
    entry = a_number(office, by=clerk, paper=paper)
    assert refusal(lambda: a_number(office, by=clerk, paper=paper)).startswith("Văn bản này đã có số 01/KH-BDT.")
    cancel_number(entry, reason="Nhập nhầm số", by=clerk, at=local(2026, 3, 6))
    assert a_number(office, by=clerk, paper=paper).number == 2
    paper.refresh_from_db()
    assert paper.register_entry.number == 2


def test_numbers_cannot_be_deleted_with_their_office(office, clerk):
    a_number(office, by=clerk)
    with pytest.raises(ProtectedError):
        office.delete()


def test_nothing_is_left_of_a_number_that_failed(office, clerk):
    with pytest.raises(RuntimeError), transaction.atomic():
        a_number(office, by=clerk)
        raise RuntimeError
    assert (RegisterEntry.objects.count(), Entry.objects.count()) == (0, 0)
    assert numbers(office, clerk, "Kế hoạch") == [1]


def test_recipients_may_come_as_lines(office, clerk):
    entry = give_number(
        organisation=office, kind="Kế hoạch", symbol="KH-BDT", title="Dòng một\ndòng hai", signer="A",
        recipients=("UBND tỉnh", "Sở Tài chính"), by=clerk, at=local(2026, 3, 5),
    )  # fmt: skip
    assert (entry.title, entry.recipients) == ("Dòng một dòng hai", "UBND tỉnh\nSở Tài chính")
