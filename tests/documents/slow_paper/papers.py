"""A plan of some eighty pages whose row is any number."""

from documents.content import Paragraph
from documents.layout import Layout
from documents.papers import register
from tests.factories.contents import FILLER, plan


@register
class SlowPaper:
    key = "slow"
    label = "Kế hoạch dài"

    def find(self, row_id):
        return row_id

    def content(self, row):
        return plan(title=f"Kế hoạch số {row}", closing=(Paragraph(FILLER),) * 700, appendices=())

    def layout(self, row):
        return Layout()
