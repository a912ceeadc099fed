"""Every address of a plan: what kind of thing happens there. An address that stands nowhere fails the test."""

from plans.enums import PlanAct

READ = [
    "detail", "checklist", "findings", "pages", "download", "print", "preview_page", "comparison", "comparison_pdf",
]  # fmt: skip
"""Whoever sees the plan may look, and have it printed."""

FILES = ["files", "make_files", "file", "signing"]
"""The same, from approval on; before it there are no files."""

WRITING_PAGES = ["head", "bases", "basis_search", "sections", "activity", "appendices"]
"""Pages to write in, for those who write."""

WRITING = [
    "head_save", "basis_add", "basis_add_own", "basis_add_document", "basis_save", "section_add_last", "undo",
    "section_save", "activity_add", "activity_save", "activity_delete", "appendix_add", "appendix_save",
    "finding_fix", "finding_set_aside", "finding_take_up", "confirm",
]  # fmt: skip
"""Posts that change the wording; those named after acts on rows (`basis_len` …) are found by their beginning."""

BEGINNING = ["make_template"]
"""Whoever writes plans somewhere may begin one from a plan that he sees."""

ROW_ACTS = ("basis_", "section_", "appendix_")

REMARKS = ["comment", "comment_settle"]
DESK = ["desk_plan"]
STEPS = {f"step_{act}": act for act in PlanAct} | {
    "sign_here": PlanAct.SIGN,
    "upload_signed": PlanAct.SIGN,
    "number_and_seal": PlanAct.NUMBER,
    "seal_here": PlanAct.SEAL,
    "upload_sealed": PlanAct.SEAL,
    "upload_scan": PlanAct.SEAL,
}
READINGS = [
    "give_reading", "reading_batch", "reading", "reading_offers", "reading_save", "reading_change", "reading_create",
    "reading_again", "reading_discard",
]  # fmt: skip
"""Documents on their way to a plan: tests/plans/test_views_readings.py."""

WITHOUT_A_PLAN = ["list", "new", "copy_candidates", "desk", "legal_file", *READINGS]
