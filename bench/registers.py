"""The register page at 10,000 documents a year, issuing a plan there, and printing it all."""

from datetime import date, timedelta
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.engines import median
from documents.actions import give_number
from documents.content import to_json
from documents.enums import FileRole, OfficialKind
from documents.models import FrozenPaper, PaperFile, Register, RegisterEntry
from documents.papers import paper
from documents.register_sheets import write_sheet
from documents.registers import Span, books, print_books
from organisations.enums import Capacity, Issuing
from organisations.models import Organisation, Post, User
from plans.actions import create_plan
from plans.actions.issuing import issue_plan, mark_sealed, number_plan
from plans.enums import PlanState
from plans.models import Plan

TITLE = "Thực hiện Tiểu dự án 2 – Dự án 5 Chương trình mục tiêu quốc gia giảm nghèo bền vững trên địa bàn xã ({})"
RECIPIENTS = "Như Điều 3\nỦy ban nhân dân tỉnh\nCác phòng, ban thuộc xã"


def prepare() -> tuple[Client, User]:
    """A new database with the example offices; a signed-in person of one of them who may everything."""
    call_command("migrate", verbosity=0)
    for command in ("load_areas", "setup_roles", "load_examples"):
        call_command(command, verbosity=0, stdout=StringIO())
    office = Organisation.objects.filter(valid_to=None).order_by("id").first()
    user = User.objects.create_superuser("bench-so", reads_all_papers=True, organisation=office)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client, user


def grow_to(count: int, *, user: User) -> None:
    """Add lines of this year to the office's registers, by kind, until there are `count`."""
    today, office, at = timezone.localdate(), user.organisation, timezone.now()
    kinds = [(letters, label) for letters, label in OfficialKind.choices if letters][:10]
    registers = [
        Register.objects.get_or_create(organisation=office, series=label, series_key=_key(label), year=today.year)[0]
        for _, label in kinds
    ]
    have, first = RegisterEntry.objects.filter(organisation=office).count(), date(today.year, 1, 1)
    days = (today - first).days
    RegisterEntry.objects.bulk_create(
        [
            RegisterEntry(
                register=registers[n % 10],
                organisation=office,
                year=today.year,
                number=have + n // 10 + 1,  # behind the numbers that were given meanwhile
                symbol=f"{kinds[n % 10][0]}-{office.symbol}",
                dated_on=first + timedelta(days=days * n // count),
                kind=kinds[n % 10][1],
                title=TITLE.format(n),
                signer="Nguyễn Thị Minh",
                recipients=RECIPIENTS,
                archive="VT, VX",
                copies=5,
                given_at=at,
                given_by=user,
            )
            for n in range(have, count)
        ],
        batch_size=500,
    )


def pages(client: Client) -> dict[str, tuple[float, int]]:
    """Page → (milliseconds, queries)."""
    year = timezone.localdate().year
    addresses = {
        "sổ văn bản đi": "/van-ban-di/",
        "sổ văn bản đi, tìm «giam ngheo 77»": "/van-ban-di/?q=giam+ngheo+77",
        "sổ văn bản đi, một dãy, một tháng": f"/van-ban-di/?so=ke+hoach&tu=01/03/{year}&den=31/03/{year}",
    }
    found = {}
    for name, path in addresses.items():

        def view(_: int, path=path) -> None:
            response = client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")

        view(0)
        with CaptureQueriesContext(connection) as captured:
            view(0)
        queries = len(captured)  # the log is emptied by the next request
        found[name] = (median(view, 7), queries)
    return found


def numbering(user: User) -> float:
    """Milliseconds to give a number and write the register's line, audit trail and commit included."""

    def act(n: int) -> None:
        give_number(
            organisation=user.organisation, kind="Kế hoạch", symbol=f"KH-{user.organisation.symbol}",
            title=TITLE.format(f"mới {n}"), signer="Nguyễn Thị Minh", recipients=RECIPIENTS, archive="VT", by=user,
            at=timezone.now(),
        )  # fmt: skip

    return median(act, 9)


def issuing(user: User) -> float:
    """Milliseconds for all that the clerk does with a signed plan: number and date, sealed file noted, issued."""
    at, office = timezone.now(), user.organisation
    signer = Post.objects.create(
        organisation=office, person_name="Nguyễn Thị Minh", title=office.head_title, capacity=Capacity.HEAD
    )
    ready = [_signed_plan(TITLE.format(f"kế hoạch {n}"), signer=signer, by=user, at=at) for n in range(9)]

    def act(n: int) -> None:
        plan, now = ready.pop(), timezone.now()
        number_plan(plan, by=user, at=now)
        sealed = PaperFile.objects.create(
            paper=plan.paper, role=FileRole.SEALED, sha256="0" * 64, size=1, made_at=now, made_by=user
        )
        mark_sealed(plan, file=sealed, by=user, at=now)
        issue_plan(plan, by=user, at=now)

    return median(act, 9)


def _signed_plan(title: str, *, signer: Post, by: User, at) -> Plan:
    """An electronically issued plan as it stands after the leader has signed."""
    plan = create_plan(organisation=by.organisation, title=title, signer=signer, archive="VT", by=by, at=at)
    source = paper("plan")
    frozen = FrozenPaper.objects.create(
        organisation=by.organisation, paper="plan", row_id=plan.pk, kind="KẾ HOẠCH", symbol="KH", title=title,
        content=to_json(source.content(plan)), content_sha256="", layout={}, signed_ready="plain",
        issuing=Issuing.ELECTRONIC, frozen_at=at, frozen_by=by,
    )  # fmt: skip
    Plan.objects.filter(pk=plan.pk).update(paper=frozen, state=PlanState.SIGNED)
    return Plan.objects.get(pk=plan.pk)


def printing(user: User) -> dict[str, float]:
    """Seconds for the whole year as PDF and as Excel."""
    year = timezone.localdate().year
    span = Span(user.organisation_id, date(year, 1, 1), date(year, 12, 31))
    return {
        "đọc dữ liệu": median(lambda _: books(span), 1) / 1000,
        "sổ PDF": median(lambda _: print_books(span), 1) / 1000,
        "Excel": median(lambda _: write_sheet(span), 1) / 1000,
    }


def _key(label: str) -> str:
    return Register._meta.get_field("series_key").key_of(Register(series=label))
