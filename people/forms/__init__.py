"""What browsers send about people."""

from people.forms.exporting import ExportForm
from people.forms.listing import ListForm
from people.forms.merging import MergeForm
from people.forms.person import PersonForm

__all__ = ["ExportForm", "ListForm", "MergeForm", "PersonForm"]
