"""Signatures on papers: keys, signing, sealing, and the examination of files that were signed elsewhere.

The only package that imports pyHanko.
"""

from documents.signing.certificates import Certificate
from documents.signing.signers import Signer, open_pkcs12, opened_token
from documents.signing.signing import seal, sign
from documents.signing.stamps import read_picture

__all__ = ["Certificate", "Signer", "open_pkcs12", "opened_token", "read_picture", "seal", "sign"]
