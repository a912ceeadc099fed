"""A file of names from its bytes to stored people: ours, django-import-export's defaults, and the bare limit.

`python -m bench.rosters ROWS` stores one file in a process of its own and prints its peak memory in megabytes.
"""

import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO

import django
from django.db import connection, transaction
from django.utils import timezone

HEADS = ["TT", "Họ và tên", "Chức vụ", "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN", "Ghi chú"]
FAMILY = ["Giàng", "Lò", "Vừ", "Sùng", "Hạng", "Mùa", "Quàng", "Cà", "Thào", "Lường", "Tòng", "Lý", "Chang"]
ONSETS = ["B", "Ch", "D", "Đ", "G", "H", "Kh", "L", "M", "N", "Ng", "Nh", "Ph", "S", "T", "Th", "Tr", "V", "X", "R"]
MIDDLE = [onset + rhyme for onset in ONSETS for rhyme in ("ang", "inh", "ong", "uân", "ơn", "ai", "iên")]
GIVEN = [onset + rhyme for onset in ONSETS for rhyme in ("áo", "ình", "oa", "ế", "an", "ủa", "ây", "ơ", "ầu", "u")]
FAULTY = 50
"""Every so manieth row lacks its X, so that faults are found and told, too."""


def a_file(rows: int) -> bytes:
    """A list as units send it: a title, heads, people of different names, a faulty row now and then."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    for row in (["DANH SÁCH ĐẠI BIỂU ĐĂNG KÝ"], [], HEADS):
        sheet.append(row)
    for n in range(rows):
        names = [FAMILY[n % 13], MIDDLE[n // 13 % 140], GIVEN[n // 1820 % 200]]
        is_paid = n % 3 == 0
        mark = "" if n % FAULTY == FAULTY - 1 else "X"
        post = "Chủ tịch UBND" if is_paid else "Trưởng bản"
        sheet.append([n + 1, " ".join(names), post, mark if is_paid else "", "" if is_paid else mark, ""])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def prepare():
    """A new database; every call of the result gives a list in a course of its own, and who fills it in."""
    from django.contrib.auth.models import Group
    from django.core.management import call_command

    from organisations.enums import Role
    from organisations.models import Organisation, User
    from plans.actions import create_plan
    from plans.models import Activity
    from trainings.models import Campaign, Course, RosterList, Share

    call_command("migrate", verbosity=0)
    for command in ("load_areas", "setup_roles", "load_examples"):
        call_command(command, verbosity=0, stdout=StringIO())
    office = Organisation.objects.filter(valid_to=None).order_by("id").first()
    user = User.objects.create_user(f"bench-ds-{time.time_ns()}", organisation=office, password="mat-khau-thu")
    user.groups.add(*Group.objects.filter(name__in=[Role.DRAFTER, Role.REGISTRAR]))

    def a_list() -> tuple[RosterList, User]:
        plan = create_plan(
            organisation=office, title="Đo danh sách", signer=None, archive="VT", by=user, at=timezone.now()
        )
        activity = Activity.objects.create(plan=plan, kind="class", name="Tập huấn", group_count=1, group_size=20)
        course = Course.objects.create(activity=activity, organisation=office, name="Tập huấn", days=2)
        today = timezone.localdate()
        campaign = Campaign.objects.create(course=course, opens_on=today, deadline=today, opened_at=timezone.now())
        share = Share.objects.create(course=course, organisation=office, seats=50_000)
        return RosterList.objects.create(campaign=campaign, share=share, office=office), user

    return a_list


def ours(data: bytes, a_list: Callable) -> tuple[float, int, int]:
    """Seconds from the bytes to stored people, by the acts of the pages and the jobs of the worker; rows stored, faults
    told."""
    from trainings.actions.uploads import give_file, keep_rows
    from trainings.models import Upload

    roster, user = a_list()
    begun = time.perf_counter()
    upload = give_file(roster, name="ds.xlsx", data=data, by=user, at=timezone.now())
    keep_rows(Upload.objects.get(pk=upload.pk), by=user, at=timezone.now())
    seconds = time.perf_counter() - begun
    upload = Upload.objects.get(pk=upload.pk)
    return seconds, upload.result["new"], upload.bad


def by_defaults(data: bytes, a_list: Callable) -> tuple[float, int]:
    """Seconds for the same rows by a plain ModelResource: its Excel format, a dry run, then the import."""
    from import_export.formats.base_formats import XLSX
    from import_export.resources import modelresource_factory
    from tablib import Dataset

    from trainings.models import Enrolment

    roster, _ = a_list()
    fields = ("id", "course", "roster", "position", "full_name", "post", "is_paid", "note", "created_at")
    resource_class = modelresource_factory(Enrolment, meta_options={"fields": fields})
    rows = _plain_rows(data)
    now = timezone.now().strftime("%Y-%m-%d %H:%M:%S")
    plain = Dataset(headers=fields)
    for number, (name, post, is_paid) in enumerate(rows, start=1):
        plain.append(["", roster.share.course_id, roster.pk, number, name, post, int(is_paid), "", now])
    sheet = plain.export("xlsx")
    begun = time.perf_counter()
    for dry_run in (True, False):
        dataset = XLSX().create_dataset(sheet)
        result = resource_class().import_data(dataset, dry_run=dry_run, raise_errors=True)
    return time.perf_counter() - begun, result.totals["new"]


def limit(data: bytes, a_list: Callable) -> tuple[float, int]:
    """Seconds for reading by calamine and the bare insert (COPY on PostgreSQL, bulk_create on SQLite), no checks."""
    from trainings.models import Enrolment

    roster, _ = a_list()
    begun = time.perf_counter()
    rows, now = _plain_rows(data), timezone.now()
    people = [
        Enrolment(
            course_id=roster.share.course_id, roster=roster, position=number, full_name=name,
            post=post, is_paid=is_paid, created_at=now,
        )
        for number, (name, post, is_paid) in enumerate(rows, start=1)
    ]  # fmt: skip
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _copy(people)
        else:
            Enrolment.objects.bulk_create(people, batch_size=1000)
    return time.perf_counter() - begun, len(people)


def _copy(people: list) -> None:
    """COPY into the table, every column of it."""
    from trainings.models import Enrolment

    fields = [field for field in Enrolment._meta.concrete_fields if not field.primary_key]
    lines = io.StringIO()
    for person in people:
        values = (field.get_db_prep_save(field.pre_save(person, True), connection) for field in fields)
        lines.write("\t".join("\\N" if value is None else str(value) for value in values) + "\n")
    lines.seek(0)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {Enrolment._meta.db_table} ({columns}) FROM STDIN", lines)


def _plain_rows(data: bytes) -> list[tuple[str, str, bool]]:
    """(name, post, paid) of each row, read by calamine."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[3:]
    return [(row[1], row[2], row[3] == "X") for row in rows]


def waiting(data: bytes, a_list: Callable) -> float:
    """Seconds until a person who gives a list sees its faults: the request and the page behind it."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    roster, user = a_list()
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    begun = time.perf_counter()
    address = f"/dang-ky/{roster.pk}/tep/"
    response = client.post(address, {"file": SimpleUploadedFile("ds.xlsx", data)}, follow=True)
    seconds = time.perf_counter() - begun
    if response.status_code != 200 or not response.redirect_chain:
        raise RuntimeError(f"{address}: {response.status_code}")
    return seconds


def peak(rows: int) -> float:
    """Megabytes that a process needs at most to check and store so many rows."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.rosters", str(rows)], capture_output=True, check=True, text=True
    )
    return float(done.stdout.split()[-1])


def main(rows: int) -> None:
    """Store one file; print the peak memory of this process (that which opens the file is bounded by itself)."""
    django.setup()
    a_list, data = prepare(), a_file(rows)
    ours(data, a_list)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main(int(sys.argv[1]))
