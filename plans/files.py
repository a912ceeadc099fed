"""Files of legal documents: opened, not believed."""

import io
import zipfile

import pypdfium2

MAX_BYTES = 30 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024


def kind_of_file(data: bytes) -> str:
    """Return «pdf» or «docx» by what `data` really holds. Raises ValueError with a sentence on anything else."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"Tệp lớn {len(data) / 1024 / 1024:.0f} MB, chỉ nhận đến {MAX_BYTES // 1024 // 1024} MB.")
    if data.startswith(b"%PDF-"):
        _open_pdf(data)
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        _open_docx(data)
        return "docx"
    raise ValueError("Chỉ nhận tệp PDF hoặc Word (.docx). Tệp này không phải, dù tên tệp thế nào.")


def _open_pdf(data: bytes) -> None:
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        document.close()
    except pypdfium2.PdfiumError:
        raise ValueError(
            "Không mở được tệp PDF này: tệp hỏng hoặc có mật khẩu. Hãy lưu lại rồi chọn lần nữa."
        ) from None
    if not pages:
        raise ValueError("Tệp PDF này không có trang nào.")


def _open_docx(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()}
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ValueError("Không mở được tệp Word này: tệp hỏng. Hãy lưu lại rồi chọn lần nữa.") from None
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise ValueError("Chỉ nhận tệp PDF hoặc Word (.docx). Tệp này là tệp nén khác.")
    if size > MAX_UNPACKED or any(name.endswith("vbaProject.bin") for name in names):
        raise ValueError("Không nhận tệp Word này: tệp chứa macro hoặc quá lớn khi mở. Hãy lưu thành PDF.")
