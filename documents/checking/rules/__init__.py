"""Every rule, by family. Importing this fills `documents.checking.registry.RULES`."""

from documents.checking.rules import (
    amounts,
    appendices,
    dates,
    numbering,
    products,
    recipients,
    signature,
    structure,
    sums,
    training,
    typography,
)

__all__ = [
    "amounts",
    "appendices",
    "dates",
    "numbering",
    "products",
    "recipients",
    "signature",
    "structure",
    "sums",
    "training",
    "typography",
]
