"""What the audit trail may tell of these tables. Frozen papers and their files are read as their plan is."""

from audit.tables import register

for _model in ("pagelayout", "numbergroup", "register", "registerentry", "registerclosing", "signingkey"):
    register(f"documents.{_model}")
