"""Milliseconds of finding people among a million, and of matching an accepted list, on either database:
`python -m bench.people 1000000` fills the database that DATABASE_URL names and prints what it measured as JSON."""

import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SURNAMES = "Nguyễn Trần Lê Phạm Lò Lường Vàng Giàng Thào Sùng Mùa Hờ Quàng Cà Tòng Bùi Hoàng Vũ Đặng Đỗ Hồ Ngô Dương Lý"
MIDDLES = "Văn Thị Thị Văn A Thị Đức Xuân Minh Thu Ngọc Quang Hữu Thanh Công Kim Mạnh Hồng Thúy Bá"
GIVEN = (
    "An Anh Ánh Ân Ba Bằng Bảo Bắc Bình Cảnh Cầu Chi Chiến Chính Chung Công Cúc Cường Dần Dinh Dũng Dung Dương Duy Đào "
    "Đạt Điệp Định Đông Đức Giang Hà Hải Hạnh Hằng Hiền Hiếu Hiệp Hoa Hòa Hoài Hoan Hoàng Hồng Huấn Huệ Hùng Huy Huyền "
    "Hưng Hương Hường Khánh Khoa Kiên Kim Lan Lâm Lệ Liên Linh Loan Long Lợi Luyến Lực Lương Lưu Mai Mạnh Mến Minh "
    "Mùa My Mỹ Nam Nga Ngân Nghĩa Ngọc Nguyệt Nhàn Nhung Oanh Páo Phong Phú Phúc Phương Quân Quang Quế Quyên Quyết Sâm "
    "Sinh Sình Sơn Tâm Tân Thái Thanh Thành Thảo Thắng Thiện Thịnh Thoa Thu Thuận Thủy Thúy Thương Tiến Tình Toàn "
    "Trang Trí Trung Tú Tuấn Tùng Tuyên Tuyết Tủa Tư Vân Việt Vinh Vũ Vượng Xa Xuân Xuyến Ý Yên Yến"
)
SEARCHES = (
    "nguyen", "thi", "a", "y", "lo van", "nguyen thi hoa", "hoa lo", "tu", "v", "x", "yen", "xuan", "y thi lo", "tua",
    "vuong a sung", "pao", "thao a tua", "sinh mua a", "an nguyen", "khong he co", "yen nguyen van", "xuyen quang bac",
)  # fmt: skip
"""Frequent and rare words, beginnings of words, given names at the very end of the order, words that nobody has."""
COLUMNS = (
    "keeper_id", "full_name", "sex", "birth_year", "post", "workplace", "private", "id_index", "name_key", "sort_key",
    "search_key", "created_at", "updated_at", "version", "area_id",
)  # fmt: skip
LIST_ROWS = 708


def measure_apart(count: int) -> dict[str, dict]:
    """What `measure` finds on a PostgreSQL (where there is one) and on an SQLite of its own."""
    environ = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    run = [sys.executable, "-m", "bench.people", str(count)]
    found = {}
    served = subprocess.run(
        [sys.executable, "bin/pgtmp.py", *run], cwd=ROOT, env=environ, stdout=subprocess.PIPE, check=False
    )
    if served.returncode == 0:
        found["PostgreSQL"] = json.loads(served.stdout.splitlines()[-1])
    with tempfile.TemporaryDirectory() as folder:
        url = {"DATABASE_URL": f"sqlite:///{folder}/people.sqlite3"}
        done = subprocess.run(run, cwd=ROOT, env=environ | url, stdout=subprocess.PIPE, check=True)
    return found | {"SQLite": json.loads(done.stdout.splitlines()[-1])}


def measure(count: int) -> dict:
    """{"rows", "fill" seconds, "pages": what → milliseconds, "queries": what → number}."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.models import Max

    from bench.engines import median
    from organisations.models import Organisation
    from people.finding import Spot, page_of
    from people.models import Person
    from tests.factories.plans import an_organisation

    call_command("migrate", verbosity=0)
    office: Organisation = an_organisation()
    begun = time.perf_counter()
    _fill(office, count)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    seconds = time.perf_counter() - begun
    middle = Person.objects.filter(pk__gt=count // 2).order_by("pk").first()
    spot = Spot(middle.sort_key, middle.pk)
    last = Spot(Person.objects.aggregate(Max("sort_key"))["sort_key__max"], 2**62, backwards=True)
    looks = {"trang đầu": {}, "trang giữa": {"spot": spot}, "trang cuối": {"spot": last}}
    looks |= {f"tìm «{words}»": {"words": words} for words in SEARCHES}
    looks |= {f"giữa, tìm «{words}»": {"words": words, "spot": spot} for words in ("yen", "nguyen thi", "tu")}
    pages, queries = {}, {}
    for name, asked in looks.items():
        page_of([office.pk], **asked)
        queries[name] = _queries(lambda asked=asked: page_of([office.pk], **asked))
        pages[name] = median(lambda _, asked=asked: page_of([office.pk], **asked), 7)
    pages |= _pages(office, queries)
    matched = _matching(office)
    return {"rows": Person.objects.count(), "fill": seconds, "pages": pages, "queries": queries, "matching": matched}


def _pages(office, queries: dict[str, int]) -> dict[str, float]:
    """Milliseconds of whole pages, as a person of the office asks for them."""
    from django.test import Client

    from bench.engines import median
    from people.models import Person
    from tests.factories.trainings import an_organiser

    client, found = Client(headers={"host": "localhost"}), {}
    client.force_login(an_organiser(office))
    person = Person.objects.order_by("pk").first()
    paths = {"": "trang: danh sách", "?q=hoa+lo": "trang: tìm «hoa lo»", "?q=yen": "trang: tìm «yen»"}
    paths |= {
        "trung/": "trang: có thể trùng",
        f"{person.pk}/": "trang: một người",
        f"{person.pk}/gop/": "trang: chọn để gộp",
    }
    for path, name in paths.items():

        def look(_: int, path: str = path) -> None:
            response = client.get(f"/nguoi-tham-gia/{path}")
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")

        look(0)
        queries[name] = _queries(lambda look=look: look(0))
        found[name] = median(look, 7)
    return found


def _matching(office) -> float:
    """Seconds of finding or making the people of a list of the size of seed 001's whole campaign."""
    from django.utils import timezone

    from people.matching import PersonFacts, find_or_make
    from people.models import Person

    known = list(Person.objects.order_by("pk")[: LIST_ROWS // 2])
    rows = [PersonFacts(full_name=p.full_name, birth_year=p.birth_year, area_id=p.area_id) for p in known]
    rows += [PersonFacts(full_name=p.full_name, birth_year=1999, private={"id_number": f"9{p.pk:011}"}) for p in known]
    begun = time.perf_counter()
    find_or_make(rows, keeper=office, at=timezone.now())
    return time.perf_counter() - begun


def _queries(work) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def _fill(office, count: int) -> None:
    """Write `count` people straight into the table: names as they are frequent, keys as the fields make them."""
    from django.db import connection, transaction
    from django.utils import timezone

    from lib.encryption import encrypted
    from lib.name_order import name_key, sort_key
    from lib.text import fold
    from tests.factories.trainings import a_commune

    dice, at, areas = random.Random(11), timezone.now(), [a_commune().pk for _ in range(129)]
    surnames, middles, given = SURNAMES.split(), MIDDLES.split(), GIVEN.split()
    weights = [40, 15, 12, 8, *[5] * (len(surnames) - 4)]
    tokens = [encrypted(json.dumps({"phone": f"09{number:08}"})) for number in range(500)]
    keys: dict[str, tuple[str, str, str]] = {}

    def row(number: int) -> tuple:
        surname = dice.choices(surnames, weights)[0]
        name = f"{surname} {dice.choice(middles)} {dice.choice(given)}"
        if name not in keys:
            keys[name] = name_key(name), sort_key(name), fold(name)
        born, area = dice.randint(1950, 2005), dice.choice(areas)
        index = f"{number:032x}" if number % 2 else ""
        private = dice.choice(tokens)
        return office.pk, name, dice.choice("mf"), born, "Trưởng thôn", "", private, index, *keys[name], at, at, 1, area

    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, count, 50_000):
            rows = [row(number) for number in range(start, min(start + 50_000, count))]
            if connection.vendor == "postgresql":
                lines = "".join("\t".join(map(str, values)) + "\n" for values in rows)
                cursor.copy_expert(f"COPY people_person ({', '.join(COLUMNS)}) FROM STDIN", io.StringIO(lines))
            else:
                places = ", ".join(["%s"] * len(COLUMNS))
                cursor.executemany(f"INSERT INTO people_person ({', '.join(COLUMNS)}) VALUES ({places})", rows)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(measure(int(sys.argv[1])), ensure_ascii=False))
