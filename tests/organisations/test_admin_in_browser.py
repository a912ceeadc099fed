"""The admin in a real browser: no refused script or style, nothing wider than the window, readable for everybody."""

import pytest
from django.conf import settings
from django.urls import reverse

from organisations.enums import Capacity
from organisations.models import Area, AreaSuccession, Department, Organisation, Post, User
from tests.factories.rows import a_row

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (settings.BASE_DIR / "tests/vendor/axe-core/axe.min.js").read_text()
FIND_VIOLATIONS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
}"""
TOO_WIDE = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"


@pytest.fixture
def keeper():
    return User.objects.create_superuser("quantri", reads_all_papers=True, full_name="Người giữ danh mục")


@pytest.fixture
def office():
    above = a_row(Organisation, name="Ủy ban nhân dân tỉnh Lạng Sơn", short_name="UBND TỈNH LẠNG SƠN")
    row = a_row(Organisation, name="Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn", superior=above, head_title="GIÁM ĐỐC")
    a_row(Department, organisation=row, name="Văn phòng")
    a_row(Post, organisation=row, person_name="Vi Minh Tú", title="GIÁM ĐỐC", capacity=Capacity.HEAD)
    return row


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_pages_are_readable_for_everybody_and_fit_the_window(open_page, keeper, office, width, height):
    old = Area.objects.create(level=2, kind="Huyện", name="Tủa Chùa")
    AreaSuccession.objects.create(old=old, new=Area.objects.create(level=3, kind="Xã", name="Tủa Chùa"))
    names = ["index", *(f"organisations_{model}_changelist" for model in ("area", "organisation", "post", "user"))]
    names += ["organisations_organisation_add", "organisations_user_add", "organisations_area_import"]
    names += ["organisations_area_export"]
    paths = [reverse(f"admin:{name}") for name in names]
    paths += [
        reverse("admin:organisations_organisation_change", args=[office.pk]),
        reverse("admin:organisations_area_change", args=[old.pk]),
        reverse("admin:organisations_user_change", args=[keeper.pk]),
        reverse("admin:organisations_organisation_delete", args=[office.pk]),
        reverse("admin:organisations_organisation_history", args=[office.pk]),
    ]
    page = open_page(keeper, path=paths[0], width=width, height=height)
    faults = {}
    for path in paths:
        page.goto(path)
        page.evaluate(AXE)
        if found := [
            *page.evaluate(FIND_VIOLATIONS),
            *([f"too wide: {page.evaluate(TOO_WIDE)}"] * page.evaluate(TOO_WIDE)),
        ]:
            faults[path] = found
    assert faults == {}


def test_choose_a_superior_without_accents_add_a_department_and_pick_a_day(open_page, keeper, office):
    page = open_page(keeper, path=reverse("admin:organisations_organisation_change", args=[office.pk]))
    other = a_row(Organisation, name="Đoàn Đặng")
    page.click(".field-superior .select2-selection")
    page.keyboard.type("dang doan")
    page.click(".select2-results__option:has-text('Đoàn Đặng')")
    page.click("#departments-group .add-row a")
    page.fill("#id_departments-1-name", "Phòng Chính sách")
    page.click(".field-valid_from .date-icon")
    page.click(".calendarbox >> visible=true >> text=15")
    page.click("[name=_save]")
    page.wait_for_selector(".messagelist .success")
    office.refresh_from_db()
    assert office.superior == other
    assert sorted(office.departments.values_list("name", flat=True)) == ["Phòng Chính sách", "Văn phòng"]
    assert office.valid_from.day == 15
