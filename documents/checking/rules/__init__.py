"""Every rule, by family. Importing this fills `documents.checking.registry.RULES`."""

from documents.checking.rules import appendices, numbering, recipients, signature, structure, typography

__all__ = ["appendices", "numbering", "recipients", "signature", "structure", "typography"]
