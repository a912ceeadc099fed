"""Signatures on papers: keys, signing, sealing, and the examination of files that were signed elsewhere.

The only package that imports pyHanko.
"""

from documents.signing.anchors import trusted_anchors
from documents.signing.apart import examine_signed
from documents.signing.certificates import Certificate
from documents.signing.container import size_fault
from documents.signing.report import SEAL, SIGNER, ChangedWords, Expecting, Signature, SignedReport
from documents.signing.signers import Signer, open_pkcs12, opened_token
from documents.signing.signing import seal, sign
from documents.signing.stamps import read_picture

__all__ = [
    "SEAL",
    "SIGNER",
    "Certificate",
    "ChangedWords",
    "Expecting",
    "Signature",
    "SignedReport",
    "Signer",
    "examine_signed",
    "open_pkcs12",
    "opened_token",
    "read_picture",
    "seal",
    "sign",
    "size_fault",
    "trusted_anchors",
]
