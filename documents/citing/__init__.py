"""How documents are cited in running text: «Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ …»."""

from documents.citing.citation import Citation
from documents.citing.finding import citations_in
from documents.citing.issuers import same_issuer
from documents.citing.wording import CAPITAL

__all__ = ["CAPITAL", "Citation", "citations_in", "same_issuer"]
