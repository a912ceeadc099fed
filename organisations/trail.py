"""What the audit trail may tell of these tables: catalogues and accounts, for whoever sees the entry."""

from django.urls import reverse

from audit.tables import register


def _admin_page(model: str):
    return lambda row_id: reverse(f"admin:organisations_{model}_change", args=[row_id])


for _model in ("area", "organisation", "department", "post", "user"):
    register(f"organisations.{_model}", url=_admin_page(_model))
