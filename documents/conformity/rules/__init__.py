"""The rules, one small function each; importing this package fills `documents.conformity.registry.RULES`.

Numbers are fixed: they stand in findings, tests and talks with users. Rules 78 and above, which compare what the text
says with itself, are not about the page and have no place here.
"""

from documents.conformity.rules import annexes, bases, body, file, head, numbering, page, recipients, signature, title

__all__ = ["annexes", "bases", "body", "file", "head", "numbering", "page", "recipients", "signature", "title"]
