"""`python -m bench.reading [FOLDER …]`: how well documents are read, field by field, with every miss.

A folder holds documents (.txt, .docx, .doc, .pdf) and what they say (.json, beside them or in `expected/`), a file
for each name, or for what stands before the first `_` of a name. Keys as `manage.py read_document --json` prints
them; a key that is missing is not scored; `_accept` names other right answers by key.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django

FIELDS = ("number", "symbol", "date", "kind", "agency", "parent_agency", "place", "title", "total_budget_vnd")
FIELDS += ("amount_in_words", "signer")
LISTS = ("legal_bases", "top_sections", "sections", "recipients")
DOCUMENTS = (".txt", ".docx", ".doc", ".pdf")
HOME = Path(__file__).parent.parent / "tests/data/sources"


@dataclass
class Score:
    """Right answers of all answers per field; for lists hits, too many, missing; misses in words."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    invented: list[str] = field(default_factory=list)

    def add(self, name: str, expected: dict[str, Any], found: dict[str, Any]) -> None:
        """Compare what was `found` in a document with what was `expected`."""
        for key in FIELDS:
            if key in expected:
                self._add_value(name, key, expected, found)
        for key in LISTS:
            source = "sections" if "sections" in key else key
            if source in expected:
                self._add_list(name, key, listed(key, expected[source]), listed(key, found[source]))

    def f1(self, key: str) -> float:
        """F1 of a list over all documents; 1 where nothing was to be found and nothing was."""
        hits = self.hits[key]
        return 2 * hits / (2 * hits + self.extra[key] + self.missing[key]) if hits else float(not self.missing[key])

    def _add_value(self, name: str, key: str, expected: dict[str, Any], found: dict[str, Any]) -> None:
        accepted = [expected[key], *expected.get("_accept", {}).get(key, [])]
        self.asked[key] += 1
        if plain(found[key]) in map(plain, accepted):
            self.right[key] += 1
            return
        self.misses[name].append(f"{key}: {found[key]!r}, đúng là {expected[key]!r}")
        if all(value is None for value in accepted):
            self.invented.append(f"{name}: {key} {found[key]!r}")

    def _add_list(self, name: str, key: str, expected: Counter[Any], found: Counter[Any]) -> None:
        self.hits[key] += (expected & found).total()
        for kind, counter, rest in (("thừa", self.extra, found - expected), ("thiếu", self.missing, expected - found)):
            counter[key] += rest.total()
            if key != "top_sections":
                for item in rest:
                    self.misses[name].append(f"{key} {kind}: {item}")


def plain(value: Any) -> Any:
    """A value as it is compared: blanks do not count; a signer as his three parts."""
    if isinstance(value, dict):
        return tuple(plain(value.get(key)) for key in ("authority", "position", "name"))
    return " ".join(value.split()) if isinstance(value, str) else value


def listed(key: str, items: list[Any]) -> Counter[Any]:
    """The items of a list as they are compared: bases by number (or date and name), sections by label and title."""
    if key == "legal_bases":
        return Counter(b["number"] or f"{b['kind']} {b['date']} {plain(b['summary'])}" for b in items)
    if key == "top_sections":
        level = "_level" if items and "_level" in items[0] else "level"
        top = min((s.get(level, 1) for s in items), default=1)
        return Counter((s["label"], plain(s["title"])) for s in items if s.get(level, 1) <= max(top, 1))
    if key == "sections":
        return Counter((s["label"], plain(s["title"])) for s in items)
    return Counter(map(plain, items))


def documents_in(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents of a folder that have an expected answer."""
    for path in sorted(folder.iterdir()):
        names = (f"{path.stem}.json", f"{path.stem.split('_')[0]}.json")
        homes = (folder, folder / "expected", folder.parent / "expected")
        answers = [home / name for name in names for home in homes if (home / name).is_file()]
        if path.suffix in DOCUMENTS and answers:
            yield path, json.loads(answers[0].read_text())


def score(folders: list[Path]) -> Score:
    """Read every document of `folders` and compare."""
    from documents.reading import read, source_of
    from documents.reading.answers import answer

    total = Score()
    for folder in folders:
        for path, expected in documents_in(folder):
            total.add(path.name, expected, answer(read(source_of(path.read_bytes(), path.name))))
    return total


def print_score(found: Score) -> None:
    """Each field and list with what was right of it, and what was invented."""
    print("\nĐúng từng mục")
    for key in FIELDS:
        print(f"  {key:18} {found.right[key]:3} / {found.asked[key]}")
    print("F1")
    for key in LISTS:
        print(f"  {key:18} {found.f1(key):.3f}  (thừa {found.extra[key]}, thiếu {found.missing[key]})")
    print(f"Tự thêm vào: {len(found.invented)}")
    for invention in found.invented:
        print(f"  {invention}")


def goals(found: Score) -> list[tuple[str, bool]]:
    """Number, symbol and date right in 97 %; F1 of bases and top sections 0.95; nothing invented."""
    met = []
    for key in ("number", "symbol", "date"):
        share = found.right[key] / (found.asked[key] or 1)
        met.append((f"đọc văn bản: {key} đúng {share:.0%} (mục tiêu ≥ 97 %)", share >= 0.97))
    for key in ("legal_bases", "top_sections"):
        met.append((f"đọc văn bản: F1 của {key} {found.f1(key):.3f} (mục tiêu ≥ 0,95)", found.f1(key) >= 0.95))
    return [*met, (f"đọc văn bản: tự thêm {len(found.invented)} giá trị (mục tiêu 0)", not found.invented)]


def main(folders: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    found = score([Path(folder) for folder in folders] or [HOME])
    for name, misses in found.misses.items():
        print("", name, *(f"  {miss[:300]}" for miss in misses), sep="\n")
    print_score(found)
    return 0 if all(is_met for _, is_met in goals(found)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
