"""A content tree and a layout in, the Word file of an official document out (Nghị định 30/2020/NĐ-CP).

It says what the PDF says, in the same order, laid out in the same measures with styles that an office can edit.
Written as Office Open XML (ISO/IEC 29500) by hand: one pass, linear in table rows, equal input gives equal bytes.
"""

from documents.word.writing import write_docx

__all__ = ["write_docx"]
