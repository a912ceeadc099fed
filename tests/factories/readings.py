"""Documents that were given to be read."""

from pathlib import Path

from documents.content import Content
from documents.reading import read, source_of_text, to_json
from documents.reading.result import Reading
from documents.reading.source import Format, Line, Source
from organisations.models import User
from plans.models import PlanReading
from plans.readings import summary_of
from tests.factories.contents import plan as a_content
from tests.factories.plans import NOW

SEEDS = Path(__file__).parents[1] / "data" / "sources"


def a_reading(by: User, content: Content | None = None, *, source: Source | None = None, **values) -> PlanReading:
    """A document of the user's office that was read as `content`; `values` are other fields of the Reading."""
    fields = {"kind": "KẾ HOẠCH", "what": "một kế hoạch", "is_plan": True, "content": content or a_content()}
    lines = source or Source(Format.TEXT, (Line("KẾ HOẠCH"), Line("Thực hiện Dự án 7")))
    return _row(by, lines, Reading(**fields | values))


def seed(name: str) -> str:
    """The text of a real plan: «quang_tri_2020», «tua_chua_2024» …"""
    return (SEEDS / f"{name}.txt").read_text("utf-8")


def a_seed_reading(by: User, name: str) -> PlanReading:
    """A real plan as the reader reads it."""
    source = source_of_text(seed(name))
    return _row(by, source, read(source))


def _row(by: User, source: Source, reading: Reading) -> PlanReading:
    told = {"source": to_json(source), "reading": to_json(reading), "summary": summary_of(reading)}
    return PlanReading.objects.create(organisation=by.organisation, by=by, at=NOW, state="done", **told)
