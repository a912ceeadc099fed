"""What the browser sends about documents, one module per noun."""

from documents.forms.entries import CompletionForm, RegistrationForm
from documents.forms.groups import NumberGroupForm
from documents.forms.rules import SwitchedOffRuleForm, SwitchOffForm

__all__ = ["CompletionForm", "NumberGroupForm", "RegistrationForm", "SwitchOffForm", "SwitchedOffRuleForm"]
