"""Acts on documents: have them printed, freeze them, keep what comes back, give them numbers."""

from documents.actions.numbers import cancel_number, cancel_registered, give_number, register_document
from documents.actions.papers import discard_paper, files_job, freeze_paper, request_files
from documents.actions.prints import request_print

__all__ = [
    "cancel_number",
    "cancel_registered",
    "discard_paper",
    "files_job",
    "freeze_paper",
    "give_number",
    "register_document",
    "request_files",
    "request_print",
]
