"""Milliseconds and queries of every list, search and figure page with a million people and 200,000 registered persons,
on a PostgreSQL of its own: `python bin/pgtmp.py python -m bench.figures` prints them as JSON."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PARTS = (0.01, 1.0)
_ANY_YEAR = "tu=2019&den=2026"

# What is looked at, by whom, the name of the address, and the query string. Addresses are filled in by World.values.
PAGES = (
    ("lớp: danh sách khóa", "organiser", "trainings:list", ""),
    ("lớp: danh sách khóa, tìm", "organiser", "trainings:list", "q=kien+thuc+dan+toc+125"),
    ("lớp: hoạt động chờ lập khóa", "organiser", "trainings:activities", ""),
    ("lớp: một khóa", "organiser", "trainings:course", ""),
    ("lớp: các lớp của khóa", "organiser", "trainings:classes", ""),
    ("lớp: chỉ tiêu của khóa", "organiser", "trainings:seats", ""),
    ("lớp: đăng ký của khóa", "organiser", "trainings:campaign", ""),
    ("lớp: một lớp", "organiser", "trainings:class", ""),
    ("lớp: học viên của lớp", "organiser", "trainings:people", ""),
    ("lớp: thời khóa biểu", "organiser", "trainings:timetable", ""),
    ("lớp: giảng viên", "organiser", "trainings:lecturers", ""),
    ("lớp: điểm danh", "organiser", "trainings:attendance", ""),
    ("lớp: kết quả", "organiser", "trainings:results", ""),
    ("lớp: chứng nhận", "organiser", "trainings:certificates", ""),
    ("lớp: giấy tờ", "organiser", "trainings:class_papers", ""),
    ("đăng ký: việc của xã", "registrar", "registration:home", ""),
    ("đăng ký: một danh sách", "registrar", "registration:list", ""),
    ("đăng ký: đợt của cơ quan", "organiser", "registration:home", ""),
    ("người: danh sách", "organiser", "people:list", ""),
    ("người: tìm «giang thi mai»", "organiser", "people:list", "q=giang+thi+mai"),
    ("người: tìm «nguyen» (nhiều)", "organiser", "people:list", "q=nguyen"),
    ("người: tìm chữ không có", "organiser", "people:list", "q=khong+he+co"),
    ("người: một hồ sơ", "organiser", "people:person", ""),
    ("người: nghi trùng", "organiser", "people:candidates", ""),
    ("tiến độ: một năm, theo chương trình", "leader", "figures:overview", "tu=2024&den=2024"),
    ("tiến độ: một năm, theo kế hoạch", "leader", "figures:overview", "theo=ke-hoach&tu=2024&den=2024"),
    ("tiến độ: một năm, theo khóa", "leader", "figures:overview", "theo=khoa&tu=2024&den=2024"),
    ("tiến độ: một năm, xã khi đó", "leader", "figures:overview", "theo=dia-ban&tu=2024&den=2024"),
    ("tiến độ: một năm, xã hiện nay", "leader", "figures:overview", "theo=dia-ban-nay&tu=2024&den=2024"),
    ("tiến độ: một năm, một xã", "leader", "figures:overview", "tu=2024&den=2024&noi={area_id}"),
    ("tiến độ: tám năm, theo năm", "leader", "figures:overview", "theo=nam"),
    ("tiến độ: tám năm, theo chương trình", "leader", "figures:overview", _ANY_YEAR),
    ("tiến độ: tám năm, theo khóa", "leader", "figures:overview", f"theo=khoa&{_ANY_YEAR}"),
    ("tiến độ: tám năm, xã hiện nay", "leader", "figures:overview", f"theo=dia-ban-nay&{_ANY_YEAR}"),
    ("tiến độ: một kế hoạch", "leader", "figures:plan", ""),
    ("tiến độ: ô trên trang kế hoạch", "leader", "figures:plan_panel", ""),
    ("trang kế hoạch", "leader", "plans:detail", ""),
    ("trang chủ của lãnh đạo", "leader", "portal:home", ""),
    ("trang chủ của người tổ chức", "organiser", "portal:home", ""),
    ("trang chủ của người đăng ký", "registrar", "portal:home", ""),
)


def measure_apart(part: float) -> dict:
    """What `measure` finds in a database of its own that holds this part of the goal's rows."""
    environ = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    command = [sys.executable, "bin/pgtmp.py", sys.executable, "-m", "bench.figures"]
    done = subprocess.run(
        command, cwd=ROOT, env=environ | {"FIGURES_PART": str(part)}, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure() -> dict:
    """{"rows": counts, "seconds": of filling and keeping figures, "pages": name → (milliseconds, queries)}."""
    from django.db import connection, transaction

    from bench.many_trainees import Size, fill
    from people.models import Person
    from trainings.figures import refresh
    from trainings.models import Enrolment, TrainingClass

    begun = time.perf_counter()
    world = fill(Size.asked())
    filled = time.perf_counter()
    with transaction.atomic():
        refresh(TrainingClass.objects.values_list("pk", flat=True))
    kept = time.perf_counter()
    with transaction.atomic():
        refresh([world.training_class.pk])
    one = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return {
        "rows": {
            "people": Person.objects.count(),
            "enrolments": Enrolment.objects.count(),
            "classes": TrainingClass.objects.count(),
        },
        "seconds": {"fill": filled - begun, "refresh": kept - filled, "refresh_one": one - kept},
        "pages": _pages(world),
    }


def _pages(world) -> dict[str, tuple[float, int]]:
    from django.test import Client
    from django.urls import NoReverseMatch, reverse

    clients = {}
    for who in ("organiser", "leader", "registrar"):
        clients[who] = Client(headers={"host": "localhost", "hx-request": "true"})
        clients[who].force_login(getattr(world, who))
    values, found = world.values(), {}
    for name, who, address, query in PAGES:
        try:
            path = reverse(address, kwargs=_asked_for(address, values))
        except NoReverseMatch as missing:
            print(f"{address}: {missing}", file=sys.stderr)
            continue
        found[name] = _time(clients[who], f"{path}?{query.format(**values)}" if query else path)
    return found


def _asked_for(address: str, values: dict[str, int]) -> dict[str, int]:
    """The keys that the address is made of."""
    from django.urls import get_resolver

    space, name = address.split(":")
    resolver = get_resolver().namespace_dict[space][1]
    patterns = [pattern for _, pattern, *_ in resolver.reverse_dict.getlist(name)]
    possible = [keys for bits, *_ in resolver.reverse_dict.getlist(name) for _, keys in bits]
    return {key: values[key] for key in possible[0]} if patterns or possible else {}


def _time(client, path: str) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.engines import median

    def view(_: int) -> None:
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")

    view(0)
    with CaptureQueriesContext(connection) as captured:
        view(0)
    queries = len(captured)  # the log is emptied by the next request
    return median(view, 9), queries


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(measure(), ensure_ascii=False))
