"""What the audit trail may tell of these tables. Frozen papers and their files are read as their plan is."""

from audit.tables import register
from documents.models import Register, RegisterEntry

for _model in ("pagelayout", "numbergroup", "switchedoffrule", "registerclosing", "signingkey"):
    register(f"documents.{_model}")
register("documents.register", rows=Register.objects.visible_to)
register("documents.registerentry", rows=RegisterEntry.objects.visible_to)
