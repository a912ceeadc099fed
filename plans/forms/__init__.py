"""What the browser sends about plans, one module per noun."""

from plans.forms.activities import ActivityForm, ActivityLineForms
from plans.forms.appendices import AppendixForm
from plans.forms.bases import BasisForm, LegalDocumentForm, OwnBasisForm
from plans.forms.heads import HeadForm
from plans.forms.new import NewPlanForm
from plans.forms.sections import SectionForm

__all__ = [
    "ActivityForm",
    "ActivityLineForms",
    "AppendixForm",
    "BasisForm",
    "HeadForm",
    "LegalDocumentForm",
    "NewPlanForm",
    "OwnBasisForm",
    "SectionForm",
]
