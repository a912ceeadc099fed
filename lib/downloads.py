"""Files on their way to the browser, saved there under Vietnamese names."""

from urllib.parse import quote

from django.http import HttpResponse

from lib.text import fold


def as_download(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """`data` to be saved as `name` (with its ending; signs that no file may have in its name are taken out)."""
    clean = " ".join("".join(" " if letter in '\\/:*?"<>|' else letter for letter in name).split())
    response = HttpResponse(data, content_type=content_type)
    plain, whole = ascii_name(clean), quote(clean, safe="")
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}"
    response["Cache-Control"] = "private, no-cache"
    return response


def ascii_name(name: str) -> str:
    """The same name for browsers that know no Vietnamese letters."""
    stem, _, extension = name.rpartition(".")
    kept = "".join(letter if letter.isalnum() else "-" for letter in fold(stem))
    return "-".join(filter(None, kept.encode("ascii", "ignore").decode().split("-"))) + f".{extension}"
