"""Acts on documents: print them, freeze them, keep what comes back, number and register them; keys that sign."""

from documents.actions.books import request_book
from documents.actions.entries import (
    AlreadyRegistered,
    StaleEntry,
    cancel_registered,
    complete_entry,
    register_document,
)
from documents.actions.keys import add_file_key, add_token_key, change_key_picture, remove_key
from documents.actions.numbers import cancel_number, give_number
from documents.actions.papers import discard_paper, files_job, freeze_paper, request_files
from documents.actions.prints import request_print
from documents.actions.rules import switch_rule_off, switch_rule_on

__all__ = [
    "AlreadyRegistered",
    "StaleEntry",
    "add_file_key",
    "add_token_key",
    "cancel_number",
    "cancel_registered",
    "change_key_picture",
    "complete_entry",
    "discard_paper",
    "files_job",
    "freeze_paper",
    "give_number",
    "register_document",
    "remove_key",
    "request_book",
    "request_files",
    "request_print",
    "switch_rule_off",
    "switch_rule_on",
]
