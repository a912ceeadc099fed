"""Rows of any table, each with related rows of its own, for tests that look at every table alike."""

import datetime
from itertools import count

from django.db import models

NOW = datetime.datetime(2026, 1, 5, 8, 0, tzinfo=datetime.UTC)

# What a table asks for beyond its fields: constraints that join several of them.
SPECIAL = {
    "organisations.AreaSuccession": {"is_whole": True},
    "plans.LegalDocument": {"kind": "Luật"},
    "documents.RegisterEntry": {"cancelled_at": None, "paper": None},
    "documents.SigningKey": {"store": "pkcs12"},
    "organisations.Post": {"capacity": "head"},
    "plans.Plan": {"year_from": 2026, "year_to": 2026, "dated_year": 2026, "state": "draft", "paper": None},
    "plans.PlanTransition": {"act": "submit"},
    "trainings.Share": {"area": None},
    "trainings.Upload": {"training_class": None},
    "trainings.Enrolment": {"replaces": None, "person": None, "score_before": None, "score_after": None},
    "plans.PlanEdit": {"before": {"room": "sections", "rows": {}}},
}
_numbers = count(1)


def a_row(model: type[models.Model], **fields) -> models.Model:
    """A saved row of `model`; required relations get new rows, other fields values that differ from row to row."""
    values = SPECIAL.get(model._meta.label, {}) | fields
    for field in model._meta.concrete_fields:
        if field.name not in values and not field.primary_key and not field.generated:
            values |= _value(field)
    return model._base_manager.create(**values)


def _value(field: models.Field) -> dict:
    """{field name: value}, or {} where the default will do."""
    if isinstance(field, models.ForeignKey):
        is_own_kind = field.related_model is field.model
        return {} if is_own_kind and field.null else {field.name: a_row(field.related_model)}
    if field.has_default() or (field.blank and not field.unique):
        return {}
    number = next(_numbers)
    if field.choices:
        return {field.name: field.flatchoices[0][0]}
    plain = {
        models.DateTimeField: NOW,
        models.DateField: NOW.date(),
        models.BinaryField: b"",
        models.GenericIPAddressField: "127.0.0.1",
        models.BooleanField: False,
        models.BinaryField: b"",
        models.CharField: f"{field.name} {number}"[: field.max_length],
        models.TextField: f"{field.name} {number}",
    }
    return {field.name: next((value for kind, value in plain.items() if isinstance(field, kind)), number % 30000)}
