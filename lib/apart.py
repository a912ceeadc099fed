"""Files of strangers are opened in a process of its own: parsers may fail, hang or fill the memory, the house does not.

`main` runs there: it hands the bytes from stdin to a function that returns bytes or raises Refused.
"""

from __future__ import annotations

import importlib
import logging
import os
import resource
import subprocess
import sys
from pathlib import Path

from lib.refusals import Refused

_HOUSE = Path(__file__).resolve().parents[1]
_REFUSED = 3


def answer(function: str, data: bytes, *, seconds: int, memory: int, failed: str) -> bytes:
    """What `function` («package.module:name») makes of `data` in a new process with at most `seconds` of processor time
    and `memory` bytes. Raises Refused: with the sentence of the function's own, with `failed` when it broke down.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", f"from {__name__} import main; main()", function, str(seconds), str(memory)],
            input=data,
            capture_output=True,
            check=False,
            timeout=2 * seconds,
            cwd=_HOUSE,
            env={"PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")},
        )
    except subprocess.TimeoutExpired:
        raise Refused(failed) from None
    if done.returncode == _REFUSED:
        raise Refused(done.stdout.decode())
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2][:300]
        logging.getLogger(__name__).warning("A file could not be read (%s): %s", done.returncode, said)
        raise Refused(failed)
    return done.stdout


def main() -> None:
    """Give the function named by the arguments what comes from stdin; write what it returns, or its refusal."""
    function, seconds, memory = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    module, _, name = function.partition(":")
    data = sys.stdin.buffer.read()
    try:
        result = getattr(importlib.import_module(module), name)(data)
    except Refused as refused:
        sys.stdout.buffer.write(refused.sentence.encode())
        sys.exit(_REFUSED)
    sys.stdout.buffer.write(result)
