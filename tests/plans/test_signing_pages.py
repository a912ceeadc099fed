"""The signing pages as a browser asks for them: what is offered, what is refused beside its form."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.enums import FileRole
from documents.models import SigningKey
from documents.signed_files import bytes_of
from organisations.enums import Issuing
from plans.enums import PlanState
from tests.factories.certificates import PASSWORD
from tests.factories.signing import a_key, a_page_picture, a_picture, leaders_identity, seal_identity
from tests.factories.steps import a_ready_plan, a_team, advance

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def plan(team, django_capture_on_commit_callbacks):
    """Approved today, with the signed-ready file."""
    plan = a_ready_plan(team, dated_year=timezone.localdate().year)
    with django_capture_on_commit_callbacks(execute=True):
        return advance(plan, PlanState.APPROVED, team, at=timezone.now())


def at(name, plan):
    return reverse(f"plans:{name}", args=[plan.pk])


def a_pdf(data, name="da-ky.pdf"):
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def send(client, user, name, plan, **fields):
    client.force_login(user)
    return client.post(at(name, plan), fields)


def ways(client, user, plan):
    client.force_login(user)
    return sorted(client.get(at("signing", plan)).context["ways"])


def test_each_person_is_offered_the_ways_that_are_open(client, plan, team):
    assert ways(client, team.leader, plan) == ["sign_here", "upload_signed"]
    assert ways(client, team.clerk, plan) == ["upload_signed"]
    assert ways(client, team.drafter, plan) == []


def test_the_leader_signs_with_a_key(client, plan, team):
    key = a_key(leaders_identity(), by=team.leader, picture=a_picture(), at=timezone.now())
    response = send(client, team.leader, "sign_here", plan, key=key.pk, secret=PASSWORD)
    assert (response.status_code, response.url) == (302, at("signing", plan))
    plan.refresh_from_db()
    assert plan.state == PlanState.SIGNED
    assert ways(client, team.clerk, plan) == ["number_and_seal"]


def test_a_wrong_password_is_said_beside_the_form_and_never_shown(client, plan, team):
    key = a_key(leaders_identity(), by=team.leader, at=timezone.now())
    response = send(client, team.leader, "sign_here", plan, key=key.pk, secret="sai-mat-khau")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Mật khẩu của tệp khóa không đúng." in page
    assert "sai-mat-khau" not in page


def test_an_unsigned_file_is_refused_beside_its_form(client, plan, team):
    ready = bytes_of(plan.paper, FileRole.READY)
    response = send(client, team.clerk, "upload_signed", plan, file=a_pdf(ready))
    assert response.status_code == 400
    assert "Tệp này chưa có chữ ký số nào." in response.content.decode()
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED


@pytest.mark.parametrize(
    ("data", "said"),
    [(None, "Hãy chọn tệp PDF đã ký."), (b"", "Tệp rỗng (0 byte)."), (b"PK\x03\x04abc", "Đây không phải tệp PDF")],
)
def test_what_is_no_signed_file_is_refused_with_its_sentence(client, plan, team, data, said):
    fields = {} if data is None else {"file": a_pdf(data)}
    response = send(client, team.clerk, "upload_signed", plan, **fields)
    assert response.status_code == 400
    assert said in response.content.decode()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, plan, team, settings):
    settings.SIGNED_FILE_LIMIT = 1000
    response = send(client, team.clerk, "upload_signed", plan, file=a_pdf(b"%PDF-1.7" + b"0" * 2000))
    assert response.status_code == 400
    assert "quá mức" in response.content.decode()


def test_an_encrypted_file_is_refused(client, plan, team):
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="y"))
    response = send(client, team.clerk, "upload_signed", plan, file=a_pdf(out.getvalue()))
    assert (response.status_code, "bị khóa" in response.content.decode()) == (400, True)


def test_the_clerk_numbers_and_seals(client, plan, team):
    own = a_key(leaders_identity(), by=team.leader, at=timezone.now())
    send(client, team.leader, "sign_here", plan, key=own.pk, secret=PASSWORD)
    seal = a_key(seal_identity(team.office), by=team.clerk, seal_of=team.office, at=timezone.now())
    today = timezone.localdate().isoformat()
    response = send(client, team.clerk, "number_and_seal", plan, key=seal.pk, secret=PASSWORD, dated_on=today)
    assert response.status_code == 302
    page = client.get(at("signing", plan)).content.decode()
    assert "Văn bản đã có chữ ký, số và dấu." in page
    assert "Con dấu: " + team.office.name in page


def test_a_scan_is_attached_and_marked_as_one(client, django_capture_on_commit_callbacks):
    team = a_team(issuing=Issuing.PAPER)
    plan = a_ready_plan(team, dated_year=timezone.localdate().year)
    with django_capture_on_commit_callbacks(execute=True):
        advance(plan, PlanState.NUMBERED, team, at=timezone.now())
    assert ways(client, team.clerk, plan) == ["upload_scan"]
    wrong = send(client, team.clerk, "upload_scan", plan, files=[a_pdf(b"<html>", "a.jpg")])
    assert (wrong.status_code, "không phải ảnh đọc được" in wrong.content.decode()) == (409, True)
    many = [SimpleUploadedFile(f"{n}.jpg", b"x", content_type="image/jpeg") for n in range(201)]
    said = send(client, team.clerk, "upload_scan", plan, files=many)
    assert (said.status_code, "Nhiều ảnh quá (tối đa 200)" in said.content.decode()) == (409, True)
    far_too_many = send(client, team.clerk, "upload_scan", plan, files=[a_pdf(b"x") for _ in range(251)])
    assert (far_too_many.status_code, plan.paper.files.filter(role=FileRole.SCAN).count()) == (413, 0)
    scan = SimpleUploadedFile("trang-1.jpg", a_page_picture(), content_type="image/jpeg")
    assert send(client, team.clerk, "upload_scan", plan, files=[scan]).status_code == 302
    assert "Bản quét từ bản giấy" in client.get(at("detail", plan)).content.decode()


# Keys


def test_a_key_is_added_shown_and_removed(client, team):
    client.force_login(team.leader)
    file = SimpleUploadedFile("khoa.p12", leaders_identity().p12())
    client.post(reverse("keys:add_file"), {"whose": "own", "file": file, "password": PASSWORD})
    (key,) = SigningKey.objects.all()
    assert (key.owner, key.organisation, key.picture_sha256) == (team.leader, None, "")
    page = client.get(reverse("keys:own")).content.decode()
    assert "Lý Văn Khi" in page
    assert PASSWORD not in page
    client.post(reverse("keys:remove", args=[key.pk]))
    assert SigningKey.objects.in_use().count() == 0
    assert client.post(reverse("keys:remove", args=[key.pk])).status_code == 404


def test_a_wrong_key_file_is_refused_with_its_sentence(client, team):
    client.force_login(team.leader)
    file = SimpleUploadedFile("khoa.p12", b"khong phai khoa")
    response = client.post(reverse("keys:add_file"), {"whose": "own", "file": file, "password": "x"})
    assert response.status_code == 400
    assert "Tệp này không phải tệp khóa PKCS#12" in response.content.decode()


def test_only_the_clerk_adds_the_seal_of_the_own_office(client, team):
    other = a_team()

    def add(user, office):
        client.force_login(user)
        file = SimpleUploadedFile("khoa.p12", seal_identity(office).p12())
        fields = {"whose": str(office.pk), "file": file, "password": PASSWORD}
        return client.post(reverse("keys:add_file"), fields).status_code

    assert [add(team.leader, team.office), add(team.clerk, other.office), add(team.clerk, team.office)] == [
        400,
        400,
        302,
    ]
    assert [key.organisation for key in SigningKey.objects.all()] == [team.office]


def test_keys_of_others_do_not_exist(client, team):
    key = a_key(leaders_identity(), by=team.leader, picture=a_picture())
    client.force_login(team.clerk)
    assert {
        client.get(reverse("keys:picture", args=[key.pk])).status_code,
        client.post(reverse("keys:remove", args=[key.pk])).status_code,
        client.post(reverse("keys:change_picture", args=[key.pk])).status_code,
    } == {404}
