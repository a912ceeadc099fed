"""A .doc file (Word 97–2003) or RTF → its lines: LibreOffice makes a .docx of it, in a folder and process of its own.

LibreOffice runs without macros, without fetching what the file links to, and within limits of time, memory and disk.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from documents.reading.source import Format, Source
from documents.reading.word_files import read_word
from documents.reading.word_package import LOCKED, MACROS
from lib.refusals import Refused

SECONDS = 90
_MEMORY = 3 * 1024**3
_DISK = 200 * 1024**2
_HIDDEN_TEMPORARY = "so-ke-hoach-doc-"

MISSING = (
    "Máy chủ chưa cài LibreOffice nên không đọc được tệp .doc kiểu cũ. Hãy mở tệp bằng Word, chọn Lưu thành (Save As) "
    ".docx rồi tải lên; hoặc chép chữ rồi dán vào."
)
BROKEN = (
    "Tệp .doc này không mở được: có thể bị hỏng hoặc không phải văn bản Word. Hãy mở bằng Word, lưu thành .docx rồi "
    "tải lên."
)
_NOT_WORD = "Đây là tệp Office kiểu cũ nhưng không phải văn bản Word. Hãy lưu kế hoạch thành .docx rồi tải lên."
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value>
</prop></item>
</oor:items>
"""
_RTF = b"{\\rtf"
_SECTOR = 512
_WORD_MARK = b"\xec\xa5"
_IS_ENCRYPTED = 0x0100


def read_old_word(data: bytes) -> Source:
    """The lines of the .doc or RTF file `data`. Raises Refused: locked, with macros, broken, no LibreOffice here."""
    if not data.startswith(_RTF):
        _check(data)
    return replace(read_word(_converted(data)), format=Format.OLD_WORD)


def _check(data: bytes) -> None:
    """Refuse by what the compound file ([MS-CFB], [MS-DOC] 2.5.2) says of itself."""
    names = {name: name.encode("utf-16-le") in data for name in ("EncryptedPackage", "_VBA_PROJECT", "WordDocument")}
    if names["EncryptedPackage"]:
        raise Refused(LOCKED)
    if names["_VBA_PROJECT"]:
        raise Refused(MACROS)
    if not names["WordDocument"]:
        raise Refused(_NOT_WORD)
    for start in range(_SECTOR, len(data), _SECTOR):
        if data.startswith(_WORD_MARK, start):
            if int.from_bytes(data[start + 10 : start + 12], "little") & _IS_ENCRYPTED:
                raise Refused(LOCKED)
            return


def _converted(data: bytes) -> bytes:
    """The file as .docx."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Refused(MISSING)
    with tempfile.TemporaryDirectory(prefix=_HIDDEN_TEMPORARY) as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS)
        suffix = ".rtf" if data.startswith(_RTF) else ".doc"
        given = folder / f"given{suffix}"
        given.write_bytes(data)
        command = [
            *(
                program,
                f"-env:UserInstallation=file://{folder / 'profile'}",
                "--headless",
                "--norestore",
                "--nolockcheck",
            ),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), str(given)),
        ]
        _run(command, folder)
        made = folder / "made" / "given.docx"
        if not made.exists() or not made.stat().st_size:
            raise Refused(BROKEN)
        return made.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run LibreOffice; whatever it started ends with it."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "SAL_USE_VCLPLUGIN": "svp",
        },
        start_new_session=True,
        preexec_fn=_limit,  # noqa: PLW1509 - in a process without threads
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise Refused(BROKEN) from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit() -> None:
    _soft, most = resource.getrlimit(resource.RLIMIT_AS)
    memory = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_DISK, _DISK))
