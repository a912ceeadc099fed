"""Milliseconds and questions to the database per page view of the portal, with 10 and with 10,000 plans."""

from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.engines import median
from organisations.models import User
from plans.models import Plan

PAGES = {
    "danh sách kế hoạch": "/ke-hoach/",
    "danh sách, tìm «giam ngheo»": "/ke-hoach/?q=giam+ngheo",
    "trang chủ": "/",
    "trang kế hoạch": "/ke-hoach/{plan}/",
    "soạn nội dung": "/ke-hoach/{plan}/noi-dung/",
    "quản trị: kế hoạch": "/quan-tri/plans/plan/",
}


def prepare() -> Client:
    """A new database with the example plans; a signed-in client that sees everything."""
    call_command("migrate", verbosity=0)
    for command in ("load_areas", "setup_roles", "load_examples"):
        call_command(command, verbosity=0, stdout=StringIO())
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_superuser("bench", reads_all_papers=True))
    return client


def grow_to(count: int) -> None:
    """Add plans of the example offices until there are `count`."""
    examples = list(Plan.objects.order_by("id")[:4])
    at = timezone.now()
    for number in range(Plan.objects.count(), count):
        example = examples[number % 4]
        examples.append(
            Plan(
                organisation=example.organisation,
                drafter=example.drafter,
                title=f"{example.title} ({number})",
                year_from=2020 + number % 7,
                year_to=2020 + number % 7,
                dated_year=2020 + number % 7,
                created_at=at,
                state_since=at,
                updated_at=at,
            )
        )
    Plan.objects.bulk_create(examples[4:], batch_size=500)


def measure(client: Client) -> dict[str, tuple[float, int]]:
    """Page → (milliseconds, queries)."""
    plan = Plan.objects.order_by("id").first()
    found = {}
    for name, address in PAGES.items():
        path = address.format(plan=plan.pk)

        def view(_: int, path=path) -> None:
            response = client.get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")

        view(0)
        with CaptureQueriesContext(connection) as captured:
            view(0)
        queries = len(captured)
        found[name] = (median(view, 7), queries)
    return found
