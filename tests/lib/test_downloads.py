"""Names of files on people's machines."""

import pytest

from lib.downloads import as_download


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Sổ đi.pdf", "attachment; filename=\"so-di.pdf\"; filename*=UTF-8''S%E1%BB%95%20%C4%91i.pdf"),
        ('a/b: "c"\n?.xlsx', "attachment; filename=\"a-b-c.xlsx\"; filename*=UTF-8''a%20b%20c%20.xlsx"),
    ],
)
def test_files_are_saved_under_vietnamese_names(name, header):
    response = as_download(b"x", name=name, content_type="application/pdf")
    assert (response.content, response["Content-Type"]) == (b"x", "application/pdf")
    assert response["Content-Disposition"] == header
    assert response["Cache-Control"] == "private, no-cache"
