"""Seconds and peak memory of a plan with a long appendix, in a process of its own with all its children."""

import subprocess
import sys
import tempfile
import time

import psutil
import pypdfium2


def measure(rows: int) -> tuple[float, float, int]:
    """(seconds, peak megabytes of the process tree, pages) for an appendix of so many rows."""
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        process = psutil.Popen([sys.executable, "-m", "bench.once", "list", str(rows)], stdout=out)
        peak = 0
        while process.poll() is None:
            peak = max(peak, _memory(process))
            time.sleep(0.02)
        seconds = time.perf_counter() - begun
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, "bench.once")
        out.seek(0)
        return seconds, peak / 1e6, len(pypdfium2.PdfDocument(out.read()))


def _memory(process: psutil.Process) -> int:
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            total += one.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total
