"""What people do to plans: one function per act, each in one transaction with the plan's row locked."""

from plans.actions.activities import add_activity, delete_activity, follow_rows_above, save_activity
from plans.actions.appendices import add_appendix, delete_appendix, move_appendix, save_appendix
from plans.actions.bases import add_basis, move_basis, remove_basis, save_basis
from plans.actions.comments import add_comment, settle_comment
from plans.actions.confirmations import settle_confirmation
from plans.actions.copying import copy_plan, make_template
from plans.actions.editing import StaleEdit, recorded
from plans.actions.fixes import fix_finding
from plans.actions.importing import create_plan_from_reading
from plans.actions.issuing import (
    begin_replacement,
    correct_plan,
    issue_plan,
    mark_sealed,
    mark_signed,
    number_plan,
    recall_plan,
    record_ink_signature,
    take_back_number,
)
from plans.actions.plans import HEAD_FIELDS, create_plan, save_head
from plans.actions.readings import (
    LARGEST_BATCH,
    correct_reading,
    discard_reading,
    give_files,
    give_text,
    keep_choices,
    read_again,
    reshape_reading,
)
from plans.actions.review import approve_plan, check_plan, pass_on_plan, return_plan, submit_plan, withdraw_plan
from plans.actions.sections import add_section, delete_section, indent_section, move_section, save_section
from plans.actions.set_aside import set_finding_aside, take_finding_up
from plans.actions.signing import attach_scan, number_and_seal_plan, seal_plan, sign_plan, take_signed_file
from plans.actions.undo import undo_edit

__all__ = [
    "HEAD_FIELDS",
    "LARGEST_BATCH",
    "StaleEdit",
    "add_activity",
    "add_appendix",
    "add_basis",
    "add_comment",
    "add_section",
    "approve_plan",
    "attach_scan",
    "begin_replacement",
    "check_plan",
    "copy_plan",
    "correct_plan",
    "correct_reading",
    "create_plan",
    "create_plan_from_reading",
    "delete_activity",
    "delete_appendix",
    "delete_section",
    "discard_reading",
    "fix_finding",
    "follow_rows_above",
    "give_files",
    "give_text",
    "indent_section",
    "issue_plan",
    "keep_choices",
    "make_template",
    "mark_sealed",
    "mark_signed",
    "move_appendix",
    "move_basis",
    "move_section",
    "number_and_seal_plan",
    "number_plan",
    "pass_on_plan",
    "read_again",
    "recall_plan",
    "record_ink_signature",
    "recorded",
    "remove_basis",
    "reshape_reading",
    "return_plan",
    "save_activity",
    "save_appendix",
    "save_basis",
    "save_head",
    "save_section",
    "seal_plan",
    "set_finding_aside",
    "settle_comment",
    "settle_confirmation",
    "sign_plan",
    "submit_plan",
    "take_back_number",
    "take_finding_up",
    "take_signed_file",
    "undo_edit",
    "withdraw_plan",
]
