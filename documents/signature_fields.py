"""Names of the form fields in a signed-ready PDF «with fields»: ASCII, known to whoever fills, signs or examines it."""

SIGNER_FIELD = "NguoiKy"
"""Signature field between the title lines and the name of the signer (ô 7a–7c)."""

SEAL_FIELD = "DauCoQuan"
"""Signature field of the organisation's seal, over the left third of the signature (ô 8)."""

NUMBER_FIELD = "So"
DAY_FIELD = "Ngay"
MONTH_FIELD = "Thang"
"""Text fields over the gaps of ô 3 and ô 4; a field stands only where the paper leaves the gap blank."""

TEXT_FIELDS = (NUMBER_FIELD, DAY_FIELD, MONTH_FIELD)
SIGNATURE_FIELDS = (SIGNER_FIELD, SEAL_FIELD)
