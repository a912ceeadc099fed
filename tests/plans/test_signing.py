"""Signing and sealing here, files that come back, scans: what is kept, what is refused, who may."""

import io
import subprocess

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from documents import store
from documents.actions import remove_key
from documents.enums import FileRole
from documents.freezing import latest_file, number_of
from documents.models import RegisterEntry
from documents.signed_files import bytes_of, examined, official_file, report_of
from lib.refusals import Refused
from organisations.enums import Issuing, Role
from plans import actions
from plans.enums import PlanAct, PlanState
from tests.factories.certificates import PASSWORD, leader
from tests.factories.signing import LONG, NOW, a_key, a_page_picture, a_picture, leaders_identity, seal_identity
from tests.factories.steps import a_plan_in, a_team, advance, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def team():
    return a_team()


def approved_with_files(team, callbacks, **fields):
    with callbacks(execute=True):
        return a_plan_in(PlanState.APPROVED, team, **fields)


@pytest.fixture
def plan(team, django_capture_on_commit_callbacks):
    """Approved, with the signed-ready file."""
    return approved_with_files(team, django_capture_on_commit_callbacks)


@pytest.fixture
def own_key(team):
    return a_key(leaders_identity(), by=team.leader, picture=a_picture())


@pytest.fixture
def seal_key(team):
    return a_key(seal_identity(team.office), by=team.clerk, seal_of=team.office)


@pytest.fixture
def signed(plan, own_key, team):
    actions.sign_plan(plan, key=own_key, secret=PASSWORD, by=team.leader, at=NOW)
    return plan


def pdfsig(data, tmp_path):
    path = tmp_path / "signed.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=True)
    return done.stdout


def test_the_leader_signs_here(plan, own_key, team, tmp_path):
    file = actions.sign_plan(plan, key=own_key, secret=PASSWORD, by=team.leader, at=NOW)
    assert plan.state == PlanState.SIGNED
    assert (file.role, file.made_by, latest_file(plan.paper, FileRole.SIGNED)) == (FileRole.SIGNED, team.leader, file)
    data = store.get(file.sha256)
    assert data.startswith(bytes_of(plan.paper, FileRole.READY))
    assert pdfsig(data, tmp_path).count("Signature is Valid.") == 1
    (signature,) = report_of(file).signatures
    assert (signature.role, signature.name, signature.intact, signature.covers_file) == (
        "signer",
        "Lý Văn Khi",
        True,
        True,
    )
    last = plan.transitions.last()
    assert (last.act, last.from_state, last.to_state, last.by) == (
        PlanAct.SIGN,
        PlanState.APPROVED,
        PlanState.SIGNED,
        team.leader,
    )
    assert PASSWORD not in "".join(map(str, Entry.objects.values_list("details", flat=True)))


def test_the_clerk_numbers_and_seals_here_in_one_go(signed, seal_key, team, tmp_path):
    file = actions.number_and_seal_plan(signed, key=seal_key, secret=PASSWORD, by=team.clerk, at=NOW)
    entry = number_of(signed.paper)
    assert (signed.state, entry.number, entry.dated_on) == (PlanState.NUMBERED, 1, NOW.date())
    assert official_file(signed.paper) == file
    data = store.get(file.sha256)
    assert pdfsig(data, tmp_path).count("Signature is Valid.") == 2
    with pikepdf.open(io.BytesIO(data)) as pdf:
        values = {str(f.T): str(f.V) for f in pdf.Root.AcroForm.Fields if f.FT == "/Tx"}
    assert values == {"So": "01", "Ngay": "05", "Thang": "3"}
    report = report_of(file)
    assert [(s.role, s.intact, s.modified) for s in report.signatures] == [
        ("signer", True, False),
        ("seal", True, False),
    ]
    assert [t.act for t in signed.transitions.all()][-3:] == [PlanAct.SIGN, PlanAct.NUMBER, PlanAct.SEAL]
    actions.issue_plan(signed, by=team.clerk, at=NOW)
    assert signed.state == PlanState.ISSUED


def test_a_numbered_plan_is_sealed_here(signed, seal_key, team):
    actions.number_plan(signed, by=team.clerk, at=NOW)
    file = actions.seal_plan(signed, key=seal_key, secret=PASSWORD, by=team.clerk, at=NOW)
    assert (signed.state, file.role) == (PlanState.NUMBERED, FileRole.SEALED)


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        act(*args, **kwargs)
    return refusal.value.sentence


def test_a_wrong_password_changes_nothing(signed, seal_key, team):
    said = refused(actions.number_and_seal_plan, signed, key=seal_key, secret="sai", by=team.clerk, at=NOW)
    assert said.startswith("Mật khẩu của tệp khóa không đúng.")
    assert (signed.state, RegisterEntry.objects.count()) == (PlanState.SIGNED, 0)


def test_a_key_of_another_name_is_refused(plan, team):
    key = a_key(leader("Trần Thị Bình", **LONG), by=team.leader)
    said = refused(actions.sign_plan, plan, key=key, secret=PASSWORD, by=team.leader, at=NOW)
    assert said.startswith("Người ký trong tệp là «Trần Thị Bình», không phải «Lý Văn Khi»")
    plan.refresh_from_db()
    assert (plan.state, plan.paper.files.filter(role=FileRole.SIGNED).count()) == (PlanState.APPROVED, 0)


def test_nobody_signs_with_somebody_elses_key(plan, own_key, team):
    other = someone(Role.LEADER, team.office)
    with pytest.raises(PermissionDenied):
        actions.sign_plan(plan, key=own_key, secret=PASSWORD, by=other, at=NOW)


def test_the_drafter_neither_signs_nor_seals(plan, own_key, seal_key, team):
    for act, key in ((actions.sign_plan, own_key), (actions.number_and_seal_plan, seal_key)):
        with pytest.raises(PermissionDenied):
            act(plan, key=key, secret=PASSWORD, by=team.drafter, at=NOW)


def test_the_seal_of_another_office_gives_no_number(signed, team):
    stranger = seal_identity(a_team(name="Sở Tài chính").office)
    key = a_key(stranger, by=team.clerk, seal_of=team.office)
    said = refused(actions.number_and_seal_plan, signed, key=key, secret=PASSWORD, by=team.clerk, at=NOW)
    assert said.startswith("Chứng thư của khóa này cấp cho «Sở Tài chính»")
    assert RegisterEntry.objects.count() == 0


def test_a_removed_key_signs_nothing(plan, own_key, team):
    remove_key(own_key, by=team.leader, at=NOW)
    own_key.refresh_from_db()
    said = refused(actions.sign_plan, plan, key=own_key, secret=PASSWORD, by=team.leader, at=NOW)
    assert said.startswith("Khóa này đã được gỡ")


def test_a_plain_paper_is_not_signed_here(django_capture_on_commit_callbacks, team):
    type(team.office).objects.update(signed_ready="plain")
    team.office.refresh_from_db()
    plan = approved_with_files(team, django_capture_on_commit_callbacks)
    key = a_key(leaders_identity(), by=team.leader)
    said = refused(actions.sign_plan, plan, key=key, secret=PASSWORD, by=team.leader, at=NOW)
    assert said.startswith("Tệp này không có ô ký sẵn")


def test_a_file_signed_elsewhere_is_taken(plan, own_key, team):
    from documents.keys import opened_key
    from documents.signing import sign

    with opened_key(own_key, PASSWORD, at=NOW) as signer:
        data = sign(bytes_of(plan.paper, FileRole.READY), signer=signer, at=NOW)
    found = examined(plan.paper, data, role=FileRole.SIGNED, at=NOW)
    file = actions.take_signed_file(plan, found, by=team.clerk, at=NOW)
    assert (plan.state, file.made_by, store.get(file.sha256)) == (PlanState.SIGNED, team.clerk, data)


def test_a_file_that_was_not_accepted_is_not_kept(plan, team):
    found = examined(plan.paper, bytes_of(plan.paper, FileRole.READY), role=FileRole.SIGNED, at=NOW)
    said = refused(actions.take_signed_file, plan, found, by=team.leader, at=NOW)
    assert said.startswith("Tệp này chưa có chữ ký số nào.")
    assert plan.paper.files.filter(role=FileRole.SIGNED).count() == 0


def test_a_file_of_an_approval_taken_back_is_refused(plan, own_key, team, django_capture_on_commit_callbacks):
    from documents.keys import opened_key
    from documents.signing import sign

    with opened_key(own_key, PASSWORD, at=NOW) as signer:
        data = sign(bytes_of(plan.paper, FileRole.READY), signer=signer, at=NOW)
    found = examined(plan.paper, data, role=FileRole.SIGNED, at=NOW)
    actions.return_plan(plan, reason="Sửa lại", by=team.leader, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        advance(plan, PlanState.APPROVED, team)
    said = refused(actions.take_signed_file, plan, found, by=team.leader, at=NOW)
    assert said.startswith("Kế hoạch vừa được trả lại và duyệt lại")


# Paper


@pytest.fixture
def on_paper(django_capture_on_commit_callbacks):
    team = a_team(issuing=Issuing.PAPER)
    with django_capture_on_commit_callbacks(execute=True):
        plan = a_plan_in(PlanState.NUMBERED, team)
    return plan, team


def test_a_scan_makes_the_paper_official(on_paper):
    plan, team = on_paper
    file = actions.attach_scan(plan, [a_page_picture(), a_page_picture(kind="PNG")], by=team.clerk, at=NOW)
    assert (file.role, file.pages, report_of(file)) == (FileRole.SCAN, 2, None)
    with pikepdf.open(io.BytesIO(store.get(file.sha256))) as pdf:
        assert [[round(float(v)) for v in page.mediabox] for page in pdf.pages] == [[0, 0, 595, 842]] * 2
    actions.issue_plan(plan, by=team.clerk, at=NOW)
    assert plan.state == PlanState.ISSUED


def test_a_scan_lacks_no_page(on_paper):
    plan, team = on_paper
    ready = latest_file(plan.paper, FileRole.READY)
    type(ready).objects.filter(pk=ready.pk).update(pages=3)
    said = refused(actions.attach_scan, plan, [a_page_picture()], by=team.clerk, at=NOW)
    assert said.startswith("Bản quét có 1 trang, bản đã duyệt có 3 trang.")
    assert plan.paper.files.filter(role=FileRole.SCAN).count() == 0


def test_electronic_and_paper_ways_do_not_mix(on_paper, signed, team, seal_key):
    plan, paper_team = on_paper
    actions.number_plan(signed, by=team.clerk, at=NOW)
    said = refused(actions.attach_scan, signed, [a_page_picture()], by=team.clerk, at=NOW)
    assert said.startswith("Kế hoạch này ban hành bằng văn bản điện tử")
    key = a_key(seal_identity(paper_team.office), by=paper_team.clerk, seal_of=paper_team.office)
    said = refused(actions.seal_plan, plan, key=key, secret=PASSWORD, by=paper_team.clerk, at=NOW)
    assert said.startswith("Kế hoạch này ban hành bằng bản giấy")
