"""Addresses of the papers with signature and number and of certificates; part of `trainings.urls.classes`."""

from django.urls import path

from trainings.views import certificates, official, official_files

_PATHS = {
    "paper_submit": "trinh", "paper_approve": "duyet",
    "paper_return": "tra-lai", "paper_sign_here": "ky", "paper_upload_signed": "tep-da-ky",
    "paper_ink": "ky-tay", "paper_number": "cap-so", "paper_number_and_seal": "cap-so-dong-dau",
    "paper_number_back": "huy-so", "paper_seal": "dong-dau", "paper_upload_sealed": "tep-dong-dau",
    "paper_scan": "ban-quet", "paper_issue": "ban-hanh", "paper_discard": "bo",
}  # fmt: skip

urlpatterns = [
    path("khoa/<int:course_id>/giay-to/", official.course_papers, name="papers"),
    path("khoa/<int:course_id>/giay-to/lap/", official.draft, name="paper_draft"),
    path("giay-to/<int:paper_id>/", official.paper, name="paper"),
    path("giay-to/<int:paper_id>/sua/", official.save, name="paper_save"),
    path("giay-to/<int:paper_id>/pdf/", official_files.pdf, name="paper_pdf"),
    path("giay-to/<int:paper_id>/word/", official_files.word, name="paper_word"),
    path("giay-to/<int:paper_id>/trang/<int:page>/", official_files.page, name="paper_page"),
    path("<int:class_id>/chung-nhan/", certificates.certificates, name="certificates"),
    path("<int:class_id>/chung-nhan/cap/", certificates.give, name="certificates_give"),
    path("<int:class_id>/chung-nhan/in/", certificates.ask, name="certificates_ask"),
    path("<int:class_id>/chung-nhan/pdf/", certificates.pdf, name="certificates_pdf"),
    path("<int:class_id>/chung-nhan/<int:certificate_id>/thu-hoi/", certificates.revoke, name="certificate_revoke"),
    *(
        path(f"giay-to/<int:paper_id>/{_PATHS[name]}/", official.go, {"way": way}, name=name)
        for name, way in official.WAYS.items()
    ),
]
