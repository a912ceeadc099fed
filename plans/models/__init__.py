"""Programmes, legal documents, plans with bases, outline, appendices and history, and activities."""

from plans.models.activities import Activity, ActivityLine
from plans.models.catalogues import YEARS, LegalDocument, Programme
from plans.models.checks import PlanConfirmation, SetAsideFinding
from plans.models.plans import Plan, PlanAppendix, PlanEdit, PlanLegalBasis, PlanSection
from plans.models.readings import PlanReading
from plans.models.steps import PlanComment, PlanTransition

__all__ = [
    "YEARS",
    "Activity",
    "ActivityLine",
    "LegalDocument",
    "Plan",
    "PlanAppendix",
    "PlanComment",
    "PlanConfirmation",
    "PlanEdit",
    "PlanLegalBasis",
    "PlanReading",
    "PlanSection",
    "PlanTransition",
    "Programme",
    "SetAsideFinding",
]
