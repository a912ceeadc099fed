"""What the browser sends about documents, one module per noun."""

from documents.forms.entries import CompletionForm, RegistrationForm

__all__ = ["CompletionForm", "RegistrationForm"]
