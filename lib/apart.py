"""Files of strangers are opened in a process of its own: parsers may fail, hang or fill the memory, the house does not.

`main` runs there: it hands the bytes from stdin to a function that returns bytes or raises Refused.
"""

import importlib
import logging
import math
import os
import resource
import subprocess
import sys
from pathlib import Path

from lib.refusals import Refused

_HOUSE = Path(__file__).resolve().parents[1]
_REFUSED = 3


def answer(
    function: str, data: bytes, *, seconds: float, memory: int, memory_of_others: int | None = None, failed: str
) -> bytes:
    """What `function` («package.module:name») makes of `data` in a new process, which has at most `seconds` and
    `memory` bytes; a program that it starts may give itself up to `memory_of_others`.

    Raises Refused: with the sentence of the function's own, with `failed` when it broke down.
    """
    limits = [math.ceil(seconds), memory, memory_of_others or memory]
    try:
        done = subprocess.run(
            [sys.executable, "-c", f"from {__name__} import main; main()", function, *map(str, limits)],
            input=data,
            capture_output=True,
            check=False,
            timeout=seconds,
            cwd=_HOUSE,
            env={"PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")},
        )
    except subprocess.TimeoutExpired:
        logging.getLogger(__name__).warning("A file took too long (%s): more than %s s", function, seconds)
        raise Refused(failed) from None
    if done.returncode == _REFUSED:
        raise Refused(done.stdout.decode())
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2][:300]
        logging.getLogger(__name__).warning("A file could not be read (%s, %s): %s", function, done.returncode, said)
        raise Refused(failed)
    return done.stdout


def main() -> None:
    """Give the function named by the arguments what comes from stdin; write what it returns, or its refusal."""
    function, seconds, memory, memory_of_others = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory_of_others)))
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
