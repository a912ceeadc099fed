"""Two people press «lưu» at the same moment: exactly one is saved, the other is told so. On both databases for real."""

import threading

import pytest
from django.db import connection, connections

from plans.actions import StaleEdit, save_head, save_section
from plans.models import Plan, PlanSection
from tests.factories.plans import NOW, a_plan, a_user, an_outline

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared_database(tmp_path):
    """Threads need a database on disk; the tests' own SQLite is in memory, so its content is copied into a file."""
    if connection.vendor != "sqlite":
        return None

    def copy():
        path = tmp_path / "shared.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        return str(path)

    return copy


def at_the_same_time(shared_database, *acts):
    """Run the acts in threads that begin together; return what each one gave: «saved» or the refusal."""
    path = shared_database() if shared_database else None
    start = threading.Barrier(len(acts))
    outcomes = [None] * len(acts)

    def run(number, act):
        own = connections["default"]
        if path:
            own.settings_dict = {**own.settings_dict, "NAME": path}
        try:
            start.wait()
            act()
            outcomes[number] = "saved"
        except StaleEdit as refusal:
            outcomes[number] = refusal
        finally:
            own.close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_one_of_two_texts_of_the_same_version_is_saved(shared_database):
    one = a_user()
    two = a_user(one.organisation)
    (section,) = an_outline(a_plan(one), one, "MỘT")
    outcomes = at_the_same_time(
        shared_database,
        lambda: save_section(section, title="MỘT", body="Của người thứ nhất", version=1, by=one, at=NOW),
        lambda: save_section(section, title="MỘT", body="Của người thứ hai", version=1, by=two, at=NOW),
    )
    saved, refusal = sorted(outcomes, key=lambda outcome: outcome != "saved")
    assert saved == "saved"
    assert isinstance(refusal, StaleEdit)
    assert refusal.current.version == 2
    assert refusal.current.body in ("Của người thứ nhất", "Của người thứ hai")
    assert isinstance(refusal.current, PlanSection)


def test_one_of_many_heads_of_the_same_version_is_saved(shared_database):
    by = a_user()
    plan = a_plan(by)
    outcomes = at_the_same_time(
        shared_database,
        *(
            lambda number=number: save_head(plan, {"title": f"Bản {number}"}, version=1, by=by, at=NOW)
            for number in range(6)
        ),
    )
    assert outcomes.count("saved") == 1
    titles = {outcome.current.title for outcome in outcomes if outcome != "saved"}
    assert titles == {f"Bản {outcomes.index('saved')}"}
    assert all(isinstance(outcome.current, Plan) for outcome in outcomes if outcome != "saved")
