"""Milliseconds per page of the audit trail with many entries, and seconds for walking the whole chain."""

import random
import time
from datetime import timedelta

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from audit.changes import text_change
from audit.enums import EntryKind
from audit.models import Entry
from audit.recording import Happening, record_all
from audit.verifying import walk
from bench.engines import median
from organisations.models import User

TEXT = "Đào tạo, bồi dưỡng cán bộ làm công tác dân tộc ở cơ sở. " * 30
PAGES = {
    "trang mới nhất": "/nhat-ky/",
    "trang giữa": "/nhat-ky/?truoc={middle}",
    "tìm chữ có nhiều": "/nhat-ky/?q=noi+dung",
    "tìm chữ không có": "/nhat-ky/?q=khong+he+co",
    "một người": "/nhat-ky/?tai_khoan={person}",
    "một ngày đã lâu": "/nhat-ky/?tu={day}&den={day}",
}


def fill(count: int) -> None:
    """Append entries of twenty people over a year, each an edit of one place in a page of text."""
    call_command("migrate", verbosity=0)
    dice, start = random.Random(3), timezone.now() - timedelta(days=365)
    people = [User.objects.create(username=f"nhat-ky-{number}", full_name=f"Người {number}") for number in range(20)]
    for place in range(0, count, 1000):
        happenings = []
        for _ in range(1000):
            at = dice.randrange(len(TEXT))
            change = text_change(TEXT, f"{TEXT[:at]} và các xã đặc biệt khó khăn {TEXT[at:]}")
            changes = [{"of": "Mục 1. Mục đích", "field": "nội dung"} | change]
            happenings.append(Happening("sửa nội dung", dice.choice(people), None, {"changes": changes}))
        moment = start + timedelta(days=365) * place / count
        record_all(EntryKind.CHANGE, happenings, by=dice.choice(people), at=moment)


def measure() -> tuple[dict[str, float], float]:
    """({page: milliseconds}, seconds for the whole chain)."""
    reader = User.objects.create_superuser("nhat-ky", reads_all_papers=True)
    client = Client(headers={"host": "localhost"})
    client.force_login(reader)
    middle = Entry.objects.order_by("pk")[Entry.objects.count() // 2]
    values = {"middle": middle.pk, "person": middle.actor_id, "day": f"{timezone.localdate(middle.at)}"}
    found = {}
    for name, address in PAGES.items():
        path = address.format(**values)

        def view(_: int, path=path) -> None:
            if client.get(path).status_code != 200:
                raise RuntimeError(path)

        view(0)
        found[name] = median(view, 7)
    begun = time.perf_counter()
    chain = walk()
    if chain.fault is not None:
        raise RuntimeError(chain.fault)
    return found, time.perf_counter() - begun
