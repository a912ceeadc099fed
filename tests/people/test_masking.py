import pytest

from people.enums import PrivateField
from people.masking import masked, masked_all


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (PrivateField.ID_NUMBER, "011085001234", "•••••••••234"),
        (PrivateField.ID_NUMBER, "040123456", "••••••456"),
        (PrivateField.ID_NUMBER, "1234567", "•••"),
        (PrivateField.PHONE, "0912345678", "•••••••678"),
        (PrivateField.PHONE, "113", "•••"),
        (PrivateField.ETHNIC_GROUP, "Mông", "•••"),
        (PrivateField.ETHNIC_GROUP, "Xơ Đăng (Xê Đăng)", "•••"),
        (PrivateField.PHONE, "", ""),
        (PrivateField.PHONE, None, ""),
        (PrivateField.ETHNIC_GROUP, "  ", ""),
    ],
)
def test_masked(field, value, shown):
    assert masked(field, value) == shown


def test_masked_all_names_every_field():
    assert masked_all({"phone": "0912345678"}) == {"id_number": "", "phone": "•••••••678", "ethnic_group": ""}
