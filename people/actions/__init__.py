"""What people do with rows of people."""

from people.actions.exporting import export_people
from people.actions.merging import merge_people, set_apart, undo_merge
from people.actions.private import anonymise, anonymise_due, see_private
from people.actions.saving import add_person, change_person

__all__ = [
    "add_person",
    "anonymise",
    "anonymise_due",
    "change_person",
    "export_people",
    "merge_people",
    "see_private",
    "set_apart",
    "undo_merge",
]
