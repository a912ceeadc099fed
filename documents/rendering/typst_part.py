"""Lay out one part of a long list. Run as a program of its own: Typst gives memory back only when its process ends.

Reads JSON from stdin (template, font_paths, data) and writes one line of JSON, on which page each of the last rows
(and, as row -1, each form) begins, followed by the bytes of a PDF/A-2u.
"""

import json
import sys
from pathlib import Path

import typst


def main() -> None:
    """One part from stdin to stdout."""
    request = json.load(sys.stdin)
    compiler = typst.Compiler(
        request["template"],
        root=str(Path(request["template"]).parent),
        font_paths=request["font_paths"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(request["data"], ensure_ascii=False)},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["a-2u"])
    marks = json.loads(compiler.query("<rows>", field="value", one=True))
    sys.stdout.buffer.write(json.dumps(marks).encode() + b"\n" + pdf)


if __name__ == "__main__":
    main()
