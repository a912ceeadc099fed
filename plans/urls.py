"""Addresses of plans, in the order of the work: find, begin, look, print, write, remark, go on, sign."""

from django.urls import path

from plans.views import (
    activities,
    appendices,
    bases,
    checking,
    comments,
    comparisons,
    desk,
    findings,
    heads,
    legal_files,
    listing,
    new,
    page,
    papers,
    prints,
    reading,
    readings,
    sections,
    signing,
    steps,
    templates,
    undoing,
)

app_name = "plans"
urlpatterns = [
    path("", listing.plan_list, name="list"),
    path("moi/", new.new_plan, name="new"),
    path("doc/", readings.give, name="give_reading"),
    path("doc/lo/<slug:batch>/", readings.batch, name="reading_batch"),
    path("doc/<int:reading_id>/", reading.reading, name="reading"),
    path("doc/<int:reading_id>/de-xuat/", reading.offers, name="reading_offers"),
    path("doc/<int:reading_id>/luu/<slug:key>/", reading.save, name="reading_save"),
    path("doc/<int:reading_id>/sua/<slug:key>/<slug:act>/", reading.change, name="reading_change"),
    path("doc/<int:reading_id>/tao/", reading.create, name="reading_create"),
    path("doc/<int:reading_id>/doc-lai/", readings.again, name="reading_again"),
    path("doc/<int:reading_id>/xoa/", readings.discard, name="reading_discard"),
    path("moi/sao-chep-tu/", new.copy_candidates, name="copy_candidates"),
    path("<int:plan_id>/", page.detail, name="detail"),
    path("<int:plan_id>/kiem-tra/", checking.checklist, name="checklist"),
    path("<int:plan_id>/trang/", prints.pages, name="pages"),
    path("<int:plan_id>/in/", prints.ask, name="print"),
    path("<int:plan_id>/trang/<slug:key>/<int:page>-<int:width>.webp", prints.preview_page, name="preview_page"),
    path("<int:plan_id>/so-sanh/", comparisons.comparison, name="comparison"),
    path("<int:plan_id>/so-sanh/pdf/", comparisons.comparison_pdf, name="comparison_pdf"),
    path("<int:plan_id>/luu-mau/", templates.make_template, name="make_template"),
    path("<int:plan_id>/tai-pdf/", prints.download, name="download"),
    path("<int:plan_id>/tep/", papers.files, name="files"),
    path("<int:plan_id>/tep/tao-lai/", papers.make_files, name="make_files"),
    path("<int:plan_id>/tep/<int:file_id>/", papers.file, name="file"),
    path("<int:plan_id>/luu-y/", findings.panel, name="findings"),
    path("<int:plan_id>/luu-y/sua/", findings.fix, name="finding_fix"),
    path("<int:plan_id>/luu-y/de-nguyen/", findings.set_aside, name="finding_set_aside"),
    path("<int:plan_id>/luu-y/<int:aside_id>/xet-lai/", findings.take_up, name="finding_take_up"),
    path("<int:plan_id>/xac-nhan/<int:confirmation_id>/", findings.confirm, name="confirm"),
    path("<int:plan_id>/the-thuc/", heads.edit, name="head"),
    path("<int:plan_id>/the-thuc/luu/", heads.save, name="head_save"),
    path("<int:plan_id>/can-cu/", bases.edit, name="bases"),
    path("<int:plan_id>/can-cu/tim/", bases.search, name="basis_search"),
    path("<int:plan_id>/can-cu/them/", bases.add, name="basis_add"),
    path("<int:plan_id>/can-cu/tu-viet/", bases.add_own, name="basis_add_own"),
    path("<int:plan_id>/can-cu/van-ban-moi/", bases.add_document, name="basis_add_document"),
    path("<int:plan_id>/can-cu/<int:basis_id>/luu/", bases.save, name="basis_save"),
    *(
        path(f"<int:plan_id>/can-cu/<int:basis_id>/{act}/", bases.change, {"act": act}, name=f"basis_{act}")
        for act in bases.BASIS_ACTS
    ),
    path("<int:plan_id>/noi-dung/", sections.edit, name="sections"),
    path("<int:plan_id>/noi-dung/them/", sections.add_last, name="section_add_last"),
    path("<int:plan_id>/hoan-tac/", undoing.undo, name="undo"),
    path("<int:plan_id>/muc/<int:section_id>/luu/", sections.save, name="section_save"),
    *(
        path(f"<int:plan_id>/muc/<int:section_id>/{act}/", sections.change, {"act": act}, name=f"section_{act}")
        for act in sections.SECTION_ACTS
    ),
    path("<int:plan_id>/muc/<int:section_id>/them-hoat-dong/", activities.add, name="activity_add"),
    path("<int:plan_id>/hoat-dong/<int:activity_id>/", activities.edit, name="activity"),
    path("<int:plan_id>/hoat-dong/<int:activity_id>/luu/", activities.save, name="activity_save"),
    path("<int:plan_id>/hoat-dong/<int:activity_id>/xoa/", activities.delete, name="activity_delete"),
    path("<int:plan_id>/phu-luc/", appendices.edit, name="appendices"),
    path("<int:plan_id>/phu-luc/them/", appendices.add, name="appendix_add"),
    path("<int:plan_id>/phu-luc/<int:appendix_id>/luu/", appendices.save, name="appendix_save"),
    *(
        path(f"<int:plan_id>/phu-luc/<int:appendix_id>/{act}/", appendices.change, {"act": act}, name=f"appendix_{act}")
        for act in appendices.APPENDIX_ACTS
    ),
    path("<int:plan_id>/gop-y/", comments.add, name="comment"),
    path("<int:plan_id>/gop-y/<int:comment_id>/xong/", comments.settle, name="comment_settle"),
    *(
        path(f"<int:plan_id>/{slug}/", steps.step, {"act": act}, name=f"step_{act}")
        for slug, act in steps.STEP_ADDRESSES
    ),
    path("<int:plan_id>/ky/", signing.signing, name="signing"),
    path("<int:plan_id>/ky/tai-day/", signing.sign_here, name="sign_here"),
    path("<int:plan_id>/ky/tep-da-ky/", signing.upload_signed, name="upload_signed"),
    path("<int:plan_id>/ky/cap-so-dong-dau/", signing.number_and_seal, name="number_and_seal"),
    path("<int:plan_id>/ky/dong-dau/", signing.seal_here, name="seal_here"),
    path("<int:plan_id>/ky/tep-da-dong-dau/", signing.upload_sealed, name="upload_sealed"),
    path("<int:plan_id>/ky/ban-quet/", signing.upload_scan, name="upload_scan"),
    path("cho-ky/", desk.desk, name="desk"),
    path("cho-ky/<int:plan_id>/", desk.desk_plan, name="desk_plan"),
    path("van-ban/<int:document_id>/tep/", legal_files.legal_file, name="legal_file"),
]
