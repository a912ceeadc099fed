"""Acts on documents: have them printed, freeze them, keep what comes back, give them numbers."""

from documents.actions.keys import add_file_key, add_token_key, change_key_picture, remove_key
from documents.actions.numbers import cancel_number, cancel_registered, give_number, register_document
from documents.actions.papers import discard_paper, files_job, freeze_paper, request_files
from documents.actions.prints import request_print

__all__ = [
    "add_file_key",
    "add_token_key",
    "cancel_number",
    "cancel_registered",
    "change_key_picture",
    "discard_paper",
    "files_job",
    "freeze_paper",
    "give_number",
    "register_document",
    "remove_key",
    "request_files",
    "request_print",
]
