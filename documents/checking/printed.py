"""What a file has where the content tree leaves marks out: end marks of bases and recipients, «Lưu:», «./.»."""

from __future__ import annotations

from documents.places import Place
from documents.reading.result import Reading
from documents.reading.source import Line, Source


def printed_of(source: Source, reading: Reading) -> dict[Place, str]:
    """For each place that `reading` traced, the words of its lines, joined by one blank. Tables are left out."""
    printed: dict[Place, str] = {}
    for trace in reading.traces:
        lines = [source.lines[number] for number in trace.lines]
        words = [line.text.strip() for line in lines if isinstance(line, Line)]
        if len(words) == len(lines):
            printed[trace.place] = " ".join(" ".join(words).split())
    return printed
