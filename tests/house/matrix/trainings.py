"""Who gets through to which address of trainings and people. An address that stands nowhere fails the test.

Each address names the group of people that come through; all others are told 403 or 404, and who may not even know of
the row 404. Rows: a course of the office with one class, a campaign, the list of one commune with one person in it.
"""

from enum import StrEnum


class Who(StrEnum):
    """People around the course."""

    DRAFTER = "soạn thảo của cơ quan tổ chức"
    HEAD = "trưởng phòng của cơ quan tổ chức"
    LEADER = "lãnh đạo của cơ quan tổ chức"
    CLERK = "văn thư của cơ quan tổ chức"
    MONITOR = "giám sát của cơ quan tổ chức"
    HEIR = "soạn thảo của cơ quan kế tục"
    REGISTRAR = "người đăng ký của xã có danh sách"
    OTHER_REGISTRAR = "người đăng ký của xã khác"
    FOREIGN = "soạn thảo của cơ quan khác"
    FOREIGN_LEADER = "lãnh đạo của cơ quan khác"
    NO_ROLE = "không vai trò, cùng cơ quan"
    ADMINISTRATOR = "quản trị"
    SUPERUSER = "toàn quyền, được đọc văn bản"
    BLIND_SUPERUSER = "toàn quyền"


ORGANISERS = {Who.DRAFTER, Who.HEAD, Who.HEIR}
"""Write courses, classes, seats; accept lists; hold classes; see private data with a reason."""
OFFICE = ORGANISERS | {Who.LEADER, Who.CLERK, Who.MONITOR}
"""Look at courses and classes."""
READERS = OFFICE | {Who.SUPERUSER}
"""With the superuser who may read everything."""
FILLERS = {Who.REGISTRAR}
"""Write the list of the commune."""
LIST_READERS = READERS | FILLERS
"""Look at the list of the commune."""
EVERYBODY = set(Who)
ANY_ORGANISER = ORGANISERS | {Who.FOREIGN}
"""For pages without a row: whoever organises anywhere."""
ANY_READER = READERS | {Who.FOREIGN, Who.FOREIGN_LEADER, Who.BLIND_SUPERUSER}
"""For lists that show to each the own rows."""
ANY_REGISTRAR = {Who.REGISTRAR, Who.OTHER_REGISTRAR}

LEADERS = {Who.LEADER}
CLERKS = {Who.CLERK}
SIGNERS = LEADERS | CLERKS
"""Approve, number, sign papers of the office."""

PAGES: dict[str, set[Who]] = {
    "trainings:list": ANY_READER,
    "trainings:activities": ANY_ORGANISER | {Who.SUPERUSER, Who.BLIND_SUPERUSER},
    "trainings:new": ORGANISERS,
    "trainings:course": READERS,
    "trainings:course_edit": ORGANISERS,
    "trainings:modules": READERS,
    "trainings:classes": READERS,
    "trainings:class": READERS,
    "trainings:attendance": READERS,
    "trainings:roll": READERS,
    "trainings:class_edit": ORGANISERS,
    "trainings:timetable": READERS,
    "trainings:timetable_edit": ORGANISERS,
    "trainings:lecturers": READERS,
    "trainings:kept_venues": ANY_READER,
    "trainings:kept_lecturers": ANY_READER,
    "trainings:venue_edit": ORGANISERS,
    "trainings:lecturer_edit": ORGANISERS,
    "trainings:people": READERS,
    "trainings:member": READERS,
    "trainings:person_add": ORGANISERS,
    "trainings:results": READERS,
    "trainings:feedback": READERS,
    "trainings:papers": READERS,
    "trainings:seats": READERS,
    "trainings:paper": READERS,
    "trainings:paper_pdf": READERS,
    "trainings:paper_word": READERS,
    "trainings:paper_page": READERS,
    "trainings:certificates": READERS,
    "trainings:certificates_pdf": ORGANISERS,
    "trainings:campaign": READERS,
    "registration:home": ANY_READER | ANY_REGISTRAR,
    "registration:list": LIST_READERS,
    "registration:scan_file": LIST_READERS,
    "figures:overview": ANY_READER,
    "figures:overview_sheet": ANY_READER,
    "figures:overview_paper": ANY_READER,
    "figures:plan": READERS - {Who.MONITOR},  # a draft is no plan yet
    "figures:plan_panel": READERS - {Who.MONITOR},
    "figures:plan_sheet": READERS - {Who.MONITOR},
    "figures:plan_paper": READERS - {Who.MONITOR},
    "trainings:class_papers": READERS,
    "trainings:class_paper": READERS,
    "registration:form_papers": LIST_READERS,
    "registration:form_pdf": LIST_READERS,
    "registration:form_docx": LIST_READERS,
    "registration:form_xlsx": LIST_READERS,
    "registration:form_blank": LIST_READERS,
}
"""Addresses to look at (GET)."""

ACTS: dict[str, set[Who]] = {
    "trainings:create": ORGANISERS,
    "trainings:course_save": ORGANISERS,
    "trainings:course_delete": ORGANISERS,
    "trainings:course_follow": ORGANISERS,
    "trainings:modules_save": ORGANISERS,
    "trainings:classes_generate": ORGANISERS,
    "trainings:class_save": ORGANISERS,
    "trainings:timetable_make": ORGANISERS,
    "trainings:timetable_save": ORGANISERS,
    "trainings:lecturer_put": ORGANISERS,
    "trainings:lecturer_remove": ORGANISERS,
    "trainings:venue_add": ANY_ORGANISER,
    "trainings:lecturer_add": ANY_ORGANISER,
    "trainings:venue_edit": ORGANISERS,
    "trainings:lecturer_edit": ORGANISERS,
    "trainings:venue_delete": ORGANISERS,
    "trainings:lecturer_delete": ORGANISERS,
    "trainings:seats_rules": ORGANISERS,
    "trainings:seats_compute": ORGANISERS,
    "trainings:seats_spread": ORGANISERS,
    "trainings:seats_place": ORGANISERS,
    "trainings:seats_move": ORGANISERS,
    "trainings:seats_exception": ORGANISERS,
    "trainings:paper_draft": ORGANISERS,
    "trainings:paper_save": ORGANISERS,
    "trainings:paper_submit": ORGANISERS,
    "trainings:paper_discard": ORGANISERS,
    "trainings:certificates_give": ORGANISERS,
    "trainings:certificates_ask": ORGANISERS,
    "trainings:certificate_revoke": ORGANISERS,
    "trainings:step_open": ORGANISERS,
    "trainings:step_freeze": ORGANISERS,
    "trainings:step_invite": ORGANISERS,
    "trainings:step_begin": ORGANISERS,
    "trainings:step_finish": ORGANISERS,
    "trainings:step_settle": ORGANISERS,
    "trainings:step_unfreeze": ORGANISERS,
    "trainings:step_reopen": ORGANISERS,
    "trainings:step_unsettle": ORGANISERS,
    "trainings:step_restore": ORGANISERS,
    "trainings:step_cancel": ORGANISERS,
    "trainings:roll_mark": ORGANISERS,
    "trainings:member_replace": ORGANISERS,
    "trainings:member_call_up": ORGANISERS,
    "trainings:member_withdraw": ORGANISERS,
    "trainings:member_take_back": ORGANISERS,
    "trainings:member_move": ORGANISERS,
    "trainings:people_move": ORGANISERS,
    "trainings:results_save": ORGANISERS,
    "trainings:result_rule": ORGANISERS,
    "trainings:feedback_save": ORGANISERS,
    "trainings:attendance_lay_out": ORGANISERS,
    "trainings:paper_approve": LEADERS,
    "trainings:paper_return": LEADERS,
    "trainings:paper_sign_here": SIGNERS,
    "trainings:paper_upload_signed": SIGNERS,
    "trainings:paper_ink": SIGNERS,
    "trainings:paper_number": CLERKS,
    "trainings:paper_number_and_seal": CLERKS,
    "trainings:paper_number_back": CLERKS,
    "trainings:paper_seal": CLERKS,
    "trainings:paper_upload_sealed": CLERKS,
    "trainings:paper_scan": CLERKS,
    "trainings:paper_issue": CLERKS,
    "registration:save": FILLERS,
    "registration:paste": FILLERS,
    "registration:submit": FILLERS,
    "registration:withdraw": FILLERS,
    "registration:scan": FILLERS,
    "registration:accept": ORGANISERS,
    "registration:return": ORGANISERS,
    "registration:let_late": ORGANISERS,
    "registration:office": ORGANISERS,
    "trainings:campaign_save": ORGANISERS,
    "trainings:campaign_open": ORGANISERS,
    "trainings:campaign_close": ORGANISERS,
    "trainings:accept_all": ORGANISERS,
    "trainings:remind": ORGANISERS,
    "trainings:pass_seats": ORGANISERS,
    "trainings:move_up": ORGANISERS,
    "trainings:class_paper_print": READERS,
    "trainings:class_list_full": ORGANISERS,
    "registration:form_print": LIST_READERS,
    "registration:form_full": ORGANISERS | FILLERS,
}
"""Addresses to post to. An act that the rows do not allow now still gets through: it answers with a sentence."""


# ---- Holding a class ----
_STEPS = (
    "open", "freeze", "invite", "begin", "finish", "settle", "unfreeze", "reopen", "unsettle", "restore", "cancel",
)  # fmt: skip
ACTS |= {f"trainings:step_{act}": ORGANISERS for act in _STEPS}

# ---- People ----
PEOPLE_KEEPERS = ORGANISERS
"""Merge, correct and forget people of the office; see what is masked with a reason."""
PAGES |= dict.fromkeys(("people:list", "people:candidates"), ANY_ORGANISER | {Who.SUPERUSER, Who.BLIND_SUPERUSER}) | {
    "people:new": ANY_ORGANISER,
    "people:person": PEOPLE_KEEPERS | {Who.SUPERUSER},
    "people:edit": PEOPLE_KEEPERS,
    "people:choose": PEOPLE_KEEPERS,
    "people:compare": PEOPLE_KEEPERS,
}
ACTS |= {
    "people:search": ANY_ORGANISER | {Who.SUPERUSER, Who.BLIND_SUPERUSER},
    "people:export": ANY_ORGANISER,
    "people:show_private": PEOPLE_KEEPERS,
    "people:anonymise": PEOPLE_KEEPERS,
    "people:set_apart": PEOPLE_KEEPERS,
    "people:undo_merge": PEOPLE_KEEPERS,
}

# ---- Files of names ----
PAGES |= {
    "registration:upload": FILLERS,
    "registration:blank_form": FILLERS,
    "registration:uploaded": FILLERS,
    "trainings:class_upload": ORGANISERS,
    "trainings:class_blank_form": ORGANISERS,
}
ACTS |= {
    "registration:upload_columns": FILLERS,
    "registration:upload_keep": FILLERS,
    "registration:upload_bad_rows": FILLERS,
    "registration:upload_drop": FILLERS,
}
