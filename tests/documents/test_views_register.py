"""The register of outgoing documents on screen: who sees which lines, registering, completing, cancelling, printing."""

import datetime
import io

import openpyxl
import pikepdf
import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from documents.actions import cancel_number, complete_entry
from documents.enums import JobKind, JobState
from documents.models import Job, RegisterEntry
from documents.views import books
from organisations.enums import NumberScheme, Scope
from organisations.models import Department, Organisation, User
from tests.factories.papers import approved
from tests.factories.plans import a_plan, a_post, a_user, an_organisation
from tests.factories.registers import a_number

pytestmark = pytest.mark.django_db
REGISTER = "/van-ban-di/"


def may(user: User, *verbs: str) -> User:
    user.user_permissions.add(*Permission.objects.filter(codename__in=[f"{verb}_registerentry" for verb in verbs]))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def clerk() -> User:
    return may(a_user(), "view", "add", "change")


@pytest.fixture
def office(clerk) -> Organisation:
    return clerk.organisation


@pytest.fixture
def visit(client, clerk):
    client.force_login(clerk)
    return client


def numbers(page) -> list[str]:
    return [str(entry) for entry, _ in page.context["lines"]]


# ---- who sees what ------------------------------------------------------------------------------------------------


def test_without_the_permission_it_is_forbidden(client):
    client.force_login(a_user())
    for name in ("register", "new_entry", "book", "sheet"):
        assert client.get(reverse(f"documents:{name}")).status_code == 403


def test_lines_of_another_office_do_not_exist(visit, today):
    stranger = a_user()
    entry = a_number(stranger.organisation, by=stranger, on=today)
    assert numbers(visit.get(REGISTER, {"co_quan": stranger.organisation_id})) == []
    assert visit.get(reverse("documents:entry", args=[entry.pk])).status_code == 404
    for name in ("save_entry", "cancel_entry"):
        assert visit.post(reverse(f"documents:{name}", args=[entry.pk])).status_code == 404


def test_an_office_reads_and_keeps_the_registers_of_its_councils_and_predecessors(visit, clerk, office, today):
    council = an_organisation(superior=office, is_council=True)
    ended = an_organisation(successor=office)
    below = an_organisation(superior=office)
    for one in (council, ended, below):
        a_number(one, by=clerk, on=today)
    assert set(visit.get(REGISTER).context["filter"].offices) == {office, council, ended}
    entries = {entry.organisation: entry for entry in RegisterEntry.objects.select_related("organisation")}
    codes = {one: visit.get(reverse("documents:entry", args=[entries[one].pk])).status_code for one in entries}
    assert codes == {council: 200, ended: 200, below: 404}


def test_who_sees_below_reads_but_does_not_write_there(client, office, today):
    watcher = may(a_user(office, scope=Scope.BELOW), "view", "change")
    below = an_organisation(superior=office)
    entry = a_number(below, by=watcher, on=today)
    client.force_login(watcher)
    assert client.get(reverse("documents:entry", args=[entry.pk])).context["form"] is None
    assert client.post(reverse("documents:save_entry", args=[entry.pk])).status_code == 403
    assert client.post(reverse("documents:cancel_entry", args=[entry.pk])).status_code == 403


@pytest.mark.parametrize(("reads", "seen"), [(False, 404), (True, 200)])
def test_an_administrator_sees_registers_only_when_he_reads_papers(client, clerk, reads, seen, today):
    entry = a_number(clerk.organisation, by=clerk, on=today)
    client.force_login(User.objects.create_superuser("quantri", reads_all_papers=reads))
    assert client.get(REGISTER).status_code == 200
    assert client.get(reverse("documents:entry", args=[entry.pk])).status_code == seen


def test_the_navigation_leads_to_the_register_for_those_who_may(visit, clerk, client):
    assert f'href="{REGISTER}"' in visit.get("/").content.decode()
    client.force_login(a_user())
    assert f'href="{REGISTER}"' not in client.get("/").content.decode()


# ---- reading ------------------------------------------------------------------------------------------------------


def test_lines_by_period_series_and_words(visit, clerk, office):
    days = [datetime.date(2026, 1, 5), datetime.date(2026, 3, 9), datetime.date(2026, 6, 1)]
    for day in days:
        for kind in ("Kế hoạch", "Quyết định"):
            a_number(office, by=clerk, kind=kind, on=day, title=f"Đào tạo nghề tháng {day.month}")
    assert numbers(visit.get(REGISTER, {"nam": 2026})) == [
        "03/QĐ-BDT", "03/KH-BDT", "02/QĐ-BDT", "02/KH-BDT", "01/QĐ-BDT", "01/KH-BDT",
    ]  # fmt: skip
    narrowed = {"nam": 2026, "so": "ke hoach", "tu": "01/03/2026", "den": "2026-05-31"}
    assert numbers(visit.get(REGISTER, narrowed)) == ["02/KH-BDT"]
    assert numbers(visit.get(REGISTER, {"nam": 2026, "q": "dao tao THANG 6"})) == ["03/QĐ-BDT", "03/KH-BDT"]
    assert numbers(visit.get(REGISTER, {"nam": 2026, "q": "2/qd"})) == ["02/QĐ-BDT"]


def test_this_year_is_shown_first(visit, clerk, office, today):
    a_number(office, by=clerk, on=today)
    a_number(office, by=clerk, on=today, number=9, dated_on=today.replace(year=today.year - 1, day=1),
             manual_reason="Sổ giấy")  # fmt: skip
    assert numbers(visit.get(REGISTER)) == ["01/KH-BDT"]
    assert numbers(visit.get(REGISTER, {"nam": today.year - 1})) == ["09/KH-BDT"]


@pytest.mark.parametrize("value", ["", "abc", "0", "-1", "99999999999999999999", "a\x00b", "31/02/2026", "²"])
@pytest.mark.parametrize("name", ["q", "co_quan", "so", "nam", "tu", "den", "trang"])
def test_any_address_is_answered(visit, clerk, name, value, today):
    a_number(clerk.organisation, by=clerk, on=today)
    for address in (REGISTER, reverse("documents:book"), reverse("documents:sheet")):
        assert visit.get(address, {name: value}).status_code in (200, 404)


def test_a_cancelled_line_is_struck_through_with_its_reason(visit, clerk, office, today):
    entry = a_number(office, by=clerk, on=today)
    cancel_number(entry, reason="Ghi nhầm trích yếu", by=clerk, at=timezone.now())
    text = visit.get(REGISTER).content.decode()
    assert ("<s>01/KH-BDT</s>" in text, "Ghi nhầm trích yếu" in text) == (True, True)


def test_the_line_of_a_plan_leads_to_the_plan_for_those_who_may_see_it(visit, clerk, office, client, today):
    plan = approved(a_plan(clerk), by=clerk)
    a_number(office, by=clerk, on=today, paper=plan.paper)
    address = reverse("plans:detail", args=[plan.pk])
    assert [found for _, found in visit.get(REGISTER).context["lines"]] == [address]
    department = Department.objects.create(organisation=office, name="Phòng Chính sách")
    colleague = may(a_user(office, scope=Scope.DEPARTMENT, department=department), "view")
    client.force_login(colleague)
    assert [found for _, found in client.get(REGISTER).context["lines"]] == [""]


def test_the_page_asks_the_same_number_of_questions_for_1_and_40_lines(visit, clerk, office, today):
    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert visit.get(REGISTER).status_code == 200
        return len(captured)

    plan = approved(a_plan(clerk), by=clerk)
    a_number(office, by=clerk, on=today, paper=plan.paper)
    questions()
    with_one = questions()
    for n in range(39):
        a_number(office, by=clerk, on=today, kind=("Kế hoạch", "Quyết định", "Báo cáo")[n % 3])
    assert questions() == with_one


# ---- documents made elsewhere -------------------------------------------------------------------------------------


def sent(today, **changes) -> dict:
    form = {
        "kind": "công văn", "symbol": "BDT-CSTT", "dated_on": f"{today:%d/%m/%Y}", "signer": "Lý Văn Khi",
        "title": "Về việc tham gia ý kiến dự thảo", "recipients": "UBND tỉnh\r\nSở Tài chính", "archive": "VT",
        "copies": "5",
    }  # fmt: skip
    return form | changes


def test_a_document_made_elsewhere_takes_the_next_number_of_the_common_series(visit, clerk, office, today):
    Organisation.objects.filter(pk=office.pk).update(number_scheme=NumberScheme.ALL_KINDS)
    a_number(office, by=clerk, on=today)
    answer = visit.post(reverse("documents:new_entry"), sent(today, organisation=office.pk))
    entry = RegisterEntry.objects.get(number=2)
    assert (answer.status_code, answer.url) == (302, reverse("documents:entry", args=[entry.pk]))
    assert (str(entry), entry.kind, entry.copies, entry.recipients, entry.paper, entry.given_by) == (
        "02/BDT-CSTT", "Công văn", 5, "UBND tỉnh\nSở Tài chính", None, clerk,
    )  # fmt: skip


def test_the_usual_symbol_is_written_by_itself(visit, office, today):
    visit.post(
        reverse("documents:new_entry"), sent(today, organisation=office.pk, kind="QUYẾT ĐỊNH", symbol=""), follow=True
    )
    assert str(RegisterEntry.objects.get()) == "01/QĐ-BDT"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"symbol": ""}, "symbol"),
        ({"symbol": "K" * 31}, "symbol"),
        ({"dated_on": "31/02/2026"}, "dated_on"),
        ({"dated_on": "01/01/2999"}, "dated_on"),
        ({"title": ""}, "title"),
        ({"title": "MẬT: Phương án bảo vệ"}, "title"),
        ({"signer": ""}, "signer"),
        ({"number": "12"}, "manual_reason"),
        ({"number": "0", "manual_reason": "x"}, "number"),
        ({"organisation": "987654"}, "organisation"),
        ({"copies": "999999"}, "__all__"),
        ({"dated_on": "01/01/2020"}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(visit, office, today, changes, field):
    answer = visit.post(reverse("documents:new_entry"), sent(today, organisation=office.pk) | changes)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
    assert RegisterEntry.objects.count() == 0
    if "title" not in changes:
        assert "Về việc tham gia ý kiến dự thảo" in answer.content.decode()


def test_a_form_sent_twice_uses_up_one_number(visit, office, today):
    form = sent(today, organisation=office.pk)
    visit.post(reverse("documents:new_entry"), form)
    again = visit.post(reverse("documents:new_entry"), form)
    assert (again.status_code, RegisterEntry.objects.count()) == (400, 1)
    assert 'name="is_another"' in again.content.decode()
    visit.post(reverse("documents:new_entry"), form | {"is_another": "on"})
    assert RegisterEntry.objects.count() == 2


def test_who_may_only_read_registers_nothing(client, office, today):
    reader = may(a_user(office), "view")
    client.force_login(reader)
    address = reverse("documents:new_entry")
    assert [client.get(address).status_code, client.post(address, sent(today)).status_code] == [403, 403]


def test_nobody_registers_for_an_office_that_is_not_his(visit, today):
    other = an_organisation()
    answer = visit.post(reverse("documents:new_entry"), sent(today, organisation=other.pk))
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["organisation"])


def test_signers_of_the_office_are_offered(visit, office):
    a_post(office)
    assert '<option value="Lý Văn Khi">' in visit.get(reverse("documents:new_entry")).content.decode()


# ---- completing and cancelling ------------------------------------------------------------------------------------


def completed(entry, today, **changes) -> dict:
    return {
        "version": entry.version, "title": entry.title, "signer": entry.signer, "recipients": entry.recipients,
        "archive": entry.archive, "sent_on": f"{today:%d/%m/%Y}", "received_by": "Trần Thị Mai", "copies": "3",
    } | changes  # fmt: skip


def test_dispatch_is_written_into_the_line_and_logged(visit, clerk, office, today):
    entry = a_number(office, by=clerk, on=today)
    answer = visit.post(reverse("documents:save_entry", args=[entry.pk]), completed(entry, today))
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert (entry.sent_on, entry.received_by, entry.copies, entry.version) == (today, "Trần Thị Mai", 3, 2)
    trace = Entry.objects.order_by("id").last()
    assert (trace.act, trace.actor_name, trace.row_name) == ("ghi sổ văn bản đi", clerk.full_name, "01/KH-BDT")
    assert '{"field":"ký nhận","now":"Trần Thị Mai","of":"","was":""}' in trace.details


def test_nothing_changed_leaves_no_trace(visit, clerk, office, today):
    entry = a_number(office, by=clerk, on=today)
    unchanged = completed(entry, today, sent_on="", received_by="", copies="")
    visit.post(reverse("documents:save_entry", args=[entry.pk]), unchanged)
    entry.refresh_from_db()
    assert (entry.version, Entry.objects.count()) == (1, 1)


def test_wording_of_a_plan_is_not_changed_in_the_register(visit, clerk, office, today):
    plan = approved(a_plan(clerk), by=clerk)
    entry = a_number(office, by=clerk, on=today, paper=plan.paper)
    visit.post(reverse("documents:save_entry", args=[entry.pk]), completed(entry, today, title="Khác"))
    entry.refresh_from_db()
    assert (entry.title, entry.received_by) == ("Thực hiện Dự án 7 năm 2026", "Trần Thị Mai")


def test_two_clerks_at_one_line_lose_nothing(visit, clerk, office, today):
    entry = a_number(office, by=clerk, on=today)
    complete_entry(entry, {"received_by": "Người thứ nhất"}, version=1, by=clerk, at=timezone.now())
    address = reverse("documents:save_entry", args=[entry.pk])
    answer = visit.post(address, completed(entry, today))
    text = answer.content.decode()
    assert (answer.status_code, "Người thứ nhất" in text, "Trần Thị Mai" in text) == (409, True, True)
    again = completed(entry, today, version=answer.context["form"]["version"].value())
    assert visit.post(address, again).status_code == 302
    entry.refresh_from_db()
    assert (entry.received_by, entry.version) == ("Trần Thị Mai", 3)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"sent_on": "01/01/2020"}, "sent_on"), ({"copies": "-1"}, "copies"), ({"title": ""}, "title"),
     ({"version": "x"}, "version")],
)  # fmt: skip
def test_a_wrong_column_is_said_beside_its_field(visit, clerk, today, changes, field):
    entry = a_number(clerk.organisation, by=clerk, on=today)
    answer = visit.post(reverse("documents:save_entry", args=[entry.pk]), completed(entry, today) | changes)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])


def test_a_number_is_cancelled_from_its_page(visit, clerk, office, today):
    entry = a_number(office, by=clerk, on=today)
    address = reverse("documents:cancel_entry", args=[entry.pk])
    assert visit.post(address, {"reason": "  "}).status_code == 400
    assert visit.post(address, {"reason": "Ghi nhầm"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.cancel_reason, entry.cancelled_by) == ("Ghi nhầm", clerk)
    page = visit.get(reverse("documents:entry", args=[entry.pk]))
    assert (page.context["form"], page.context["may_cancel"]) == (None, False)
    assert visit.post(address, {"reason": "Lại"}).status_code == 409
    assert visit.post(reverse("documents:save_entry", args=[entry.pk]), completed(entry, today)).status_code == 409


def test_the_number_of_a_plan_is_cancelled_with_the_plan(visit, clerk, office, today):
    plan = approved(a_plan(clerk), by=clerk)
    entry = a_number(office, by=clerk, on=today, paper=plan.paper)
    assert visit.get(reverse("documents:entry", args=[entry.pk])).context["may_cancel"] is False
    assert visit.post(reverse("documents:cancel_entry", args=[entry.pk]), {"reason": "x"}).status_code == 409


# ---- on paper and in Excel ----------------------------------------------------------------------------------------


def test_a_short_register_is_printed_at_once(visit, clerk, office, today):
    a_number(office, by=clerk, on=today)
    answer = visit.get(reverse("documents:book"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "%C4%91i" in answer["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 3


def test_a_long_register_is_printed_by_the_worker(visit, clerk, today, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(books, "QUICK_LINES", 1)
    for _ in range(2):
        a_number(clerk.organisation, by=clerk, on=today)
    address = f"{reverse('documents:book')}?nam={today.year}"
    assert visit.get(address).status_code == 202
    with django_capture_on_commit_callbacks(execute=True):
        answer = visit.post(f"{reverse('documents:ask_book')}?nam={today.year}")
    assert answer.url == address
    job = Job.objects.get()
    assert (job.kind, job.state, job.progress, job.requested_by) == (JobKind.REGISTER, JobState.DONE, 100, clerk)
    printed = visit.get(address)
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")
    assert "HX-Trigger" in visit.get(address, headers={"HX-Request": "true"})
    a_number(clerk.organisation, by=clerk, on=today)
    assert visit.get(address).status_code == 202


def test_a_register_without_lines_is_not_printed(visit):
    assert visit.get(reverse("documents:book")).status_code == 404
    assert visit.get(reverse("documents:sheet")).status_code == 404
    assert visit.post(reverse("documents:ask_book")).status_code == 404


def test_the_workbook_holds_numbers_and_days(visit, clerk, office, today):
    entry = a_number(office, by=clerk, on=today, title="=1+1", copies=4)
    cancel_number(a_number(office, by=clerk, on=today), reason="Ghi nhầm", by=clerk, at=timezone.now())
    answer = visit.get(reverse("documents:sheet"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    first = [cell.value for cell in sheet[5]]
    assert first[:6] == [
        1,
        "KH-BDT",
        datetime.datetime.combine(today, datetime.time()),
        "Kế hoạch",
        "=1+1",
        entry.signer,
    ]
    assert (sheet["E5"].data_type, first[8], sheet.freeze_panes, sheet.max_row) == ("s", 4, "C5", 6)
    assert (sheet["L6"].value, sheet["N6"].value, sheet["A6"].font.strike) == ("Số đã hủy: Ghi nhầm", "x", True)
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$4:$4")
