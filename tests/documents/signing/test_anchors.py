"""The authorities that an office trusts."""

from documents.signing import trusted_anchors
from tests.factories import certificates


def test_none_when_not_set(settings):
    settings.SIGNATURE_ANCHORS_DIR = ""
    assert trusted_anchors() == ()


def test_folder_of_the_settings(settings, tmp_path):
    settings.SIGNATURE_ANCHORS_DIR = str(tmp_path)
    (tmp_path / "goc.pem").write_bytes(certificates.root().pem)
    assert trusted_anchors() == (certificates.root().der,)


def test_several_in_a_file_and_each_once(tmp_path):
    (tmp_path / "a.pem").write_bytes(certificates.root().pem + certificates.authority().pem)
    (tmp_path / "b.crt").write_bytes(certificates.root().der)
    assert trusted_anchors(tmp_path) == (certificates.root().der, certificates.authority().der)


def test_other_files_are_passed_over(tmp_path, caplog):
    (tmp_path / "doc-me.txt").write_text("Chứng thư gốc")
    (tmp_path / "hong.pem").write_text("khong phai chung thu")
    (tmp_path / "trong.cer").write_bytes(b"")
    (tmp_path / "goc.cer").write_bytes(certificates.root().der)
    assert trusted_anchors(tmp_path) == (certificates.root().der,)
    assert sorted(record.args[0].name for record in caplog.records) == ["hong.pem", "trong.cer"]
