"""The tables of documents, by noun: layouts, jobs, frozen papers, registers, signing keys, switched-off rules."""

from documents.models.jobs import Job
from documents.models.keys import SigningKey
from documents.models.layouts import PageLayout
from documents.models.papers import FrozenPaper, PaperFile
from documents.models.registers import NumberGroup, Register, RegisterEntry
from documents.models.rules import SwitchedOffRule

__all__ = [
    "FrozenPaper",
    "Job",
    "NumberGroup",
    "PageLayout",
    "PaperFile",
    "Register",
    "RegisterEntry",
    "SigningKey",
    "SwitchedOffRule",
]
