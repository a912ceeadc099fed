"""What people do to plans: one function per act, each in one transaction with the plan's row locked."""

from plans.actions.activities import add_activity, delete_activity, save_activity
from plans.actions.appendices import add_appendix, delete_appendix, move_appendix, save_appendix
from plans.actions.bases import add_basis, move_basis, remove_basis, save_basis
from plans.actions.editing import StaleEdit, recorded
from plans.actions.plans import HEAD_FIELDS, copy_plan, create_plan, save_head
from plans.actions.sections import add_section, delete_section, indent_section, move_section, save_section
from plans.actions.undo import undo_edit

__all__ = [
    "HEAD_FIELDS",
    "StaleEdit",
    "add_activity",
    "add_appendix",
    "add_basis",
    "add_section",
    "copy_plan",
    "create_plan",
    "delete_activity",
    "delete_appendix",
    "delete_section",
    "indent_section",
    "move_appendix",
    "move_basis",
    "move_section",
    "recorded",
    "remove_basis",
    "save_activity",
    "save_appendix",
    "save_basis",
    "save_head",
    "save_section",
    "undo_edit",
]
