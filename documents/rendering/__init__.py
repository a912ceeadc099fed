"""A content tree and a layout in, the PDF of an official document out (Nghị định 30/2020/NĐ-CP).

The only package that imports the PDF engines. Nothing here knows the database, the clock or a request: equal input
gives equal bytes, in every process and on every machine with the same fonts and library versions.
"""

from documents.rendering.certificates import Certificate, render_certificates
from documents.rendering.rendering import prewarm, render_pdf, version

__all__ = ["Certificate", "prewarm", "render_certificates", "render_pdf", "version"]
