"""Acts on documents: have them printed, freeze them, keep what comes back."""

from documents.actions.papers import discard_paper, files_job, freeze_paper, request_files
from documents.actions.prints import request_print

__all__ = ["discard_paper", "files_job", "freeze_paper", "request_files", "request_print"]
