"""Data entry for programmes, legal documents, plans and activities; the history and the log of steps for reading."""

from plans.admin import activities, edits, legal_documents, plans, programmes, steps

__all__ = ["activities", "edits", "legal_documents", "plans", "programmes", "steps"]
