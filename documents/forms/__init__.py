"""What the browser sends about documents, one module per noun."""

from documents.forms.entries import CompletionForm, RegistrationForm
from documents.forms.groups import NumberGroupForm

__all__ = ["CompletionForm", "NumberGroupForm", "RegistrationForm"]
