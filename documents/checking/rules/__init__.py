"""Every rule, by family. Importing this fills `documents.checking.registry.RULES`."""

from documents.checking.rules import (
    amounts,
    appendices,
    bases,
    citations,
    dates,
    mentions,
    numbering,
    products,
    recipients,
    register,
    signature,
    spelling,
    structure,
    sums,
    training,
    typography,
)

__all__ = [
    "amounts",
    "appendices",
    "bases",
    "citations",
    "dates",
    "mentions",
    "numbering",
    "products",
    "recipients",
    "register",
    "signature",
    "spelling",
    "structure",
    "sums",
    "training",
    "typography",
]
