"""Data entry for programmes, legal documents, plans and activities; the history of changes for reading."""

from plans.admin import activities, edits, legal_documents, plans, programmes

__all__ = ["activities", "edits", "legal_documents", "plans", "programmes"]
