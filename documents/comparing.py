"""What changed between two contents or two texts, word by word: for people who have read the earlier one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from documents.content import Block, Chart, Content, FormSignatures, Paragraph, PartialDate, Table

WORDS_ALIKE = 0.5  # below this two passages are another text, not a changed one
PAIRS_WEIGHED = 2_500  # pairs of passages of one stretch that are weighed against each other; beyond, in order
SINGLE = {"head", "title", "archive", "signature"}
CLOSE_WORK = 1_000_000  # cells of the table that difflib may fill; beyond, a stretch is told as replaced


class PieceKind(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of words, joined by single blanks, that stands in both texts, in the new or in the old one only."""

    kind: PieceKind
    text: str


class ChangeKind(StrEnum):
    """What became of a passage."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Change:
    """One passage (paragraph, heading, table row, legal basis …) that is not what it was.

    `place` is where it stands, in words: «Trích yếu», «Căn cứ», «II. NỘI DUNG THỰC HIỆN», «Phụ lục I».
    """

    place: str
    kind: ChangeKind
    pieces: tuple[Piece, ...]


def word_changes(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts as one run of pieces in reading order, what was removed before what was added in its place.

    Words are what stands between blanks; the kind and number of blanks and line ends do not count. Texts of a
    hundred pages with scattered changes take a fraction of a second.
    """
    before, after = old.split(), new.split()
    pieces = []
    for is_same, (i0, i1), (j0, j1) in _runs(before, after, gram=3):
        if is_same:
            pieces.append(Piece(PieceKind.SAME, " ".join(after[j0:j1])))
            continue
        if i0 < i1:
            pieces.append(Piece(PieceKind.REMOVED, " ".join(before[i0:i1])))
        if j0 < j1:
            pieces.append(Piece(PieceKind.ADDED, " ".join(after[j0:j1])))
    return tuple(pieces)


def shortened(pieces: Sequence[Piece], *, around: int = 8) -> tuple[Piece, ...]:
    """The same pieces with unchanged runs cut down to `around` words on each side of a change, «…» for the rest."""
    kept = []
    for at, piece in enumerate(pieces):
        words = piece.text.split()
        head = around if at > 0 else 0
        tail = around if at < len(pieces) - 1 else 0
        if piece.kind == PieceKind.SAME and len(words) > head + tail + 1:
            kept.append(Piece(piece.kind, " ".join([*words[:head], "…", *words[len(words) - tail :]])))
        else:
            kept.append(piece)
    return tuple(kept)


def compare(old: Content, new: Content) -> tuple[Change, ...]:
    """What somebody who has read `old` must read again in `new`, in reading order.

    Numbers of headings that moved on because another heading came or went are no change; nor are column widths.
    """
    before, after = tuple(_passages(old)), tuple(_passages(new))
    changes = []
    for is_same, (i0, i1), (j0, j1) in _runs([p.key for p in before], [p.key for p in after], gram=1):
        if not is_same:
            changes += _replaced(before[i0:i1], after[j0:j1])
    return tuple(_moves_as_one(changes))


def _replaced(old: Sequence[_Passage], new: Sequence[_Passage]) -> Iterator[Change]:
    """A stretch of passages in which nothing agrees: likes are paired, the others came or went."""
    i = j = 0
    for next_i, next_j in [*_alike(old, new), (len(old), len(new))]:
        yield from (Change(p.place, ChangeKind.REMOVED, (Piece(PieceKind.REMOVED, p.text),)) for p in old[i:next_i])
        yield from (Change(p.place, ChangeKind.ADDED, (Piece(PieceKind.ADDED, p.text),)) for p in new[j:next_j])
        if next_i < len(old):
            was, now = old[next_i], new[next_j]
            yield Change(now.place, ChangeKind.CHANGED, word_changes(was.text, now.text))
        i, j = next_i + 1, next_j + 1


def _alike(old: Sequence[_Passage], new: Sequence[_Passage]) -> list[tuple[int, int]]:
    """The pairs, in the order of both, that together have most words in common."""
    if len(old) * len(new) > PAIRS_WEIGHED:
        return [(k, k) for k in range(min(len(old), len(new))) if _likeness(old[k], new[k]) >= WORDS_ALIKE]
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    nothing: tuple[float, list[tuple[int, int]]] = (0.0, [])
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            found = max(best.get((i + 1, j), nothing), best.get((i, j + 1), nothing), key=lambda one: one[0])
            likeness = _likeness(old[i], new[j])
            gain, chain = best.get((i + 1, j + 1), nothing)
            if likeness >= WORDS_ALIKE and gain + likeness > found[0]:
                found = (gain + likeness, [(i, j), *chain])
            best[i, j] = found
    return best.get((0, 0), nothing)[1]


def _likeness(old: _Passage, new: _Passage) -> float:
    """The share of words in common, 0–1; passages of which there is one in every paper are always alike."""
    if old.part != new.part:
        return 0.0
    if old.part in SINGLE:
        return 1.0 if old.part != "head" or old.place == new.place else 0.0
    before, after = Counter(old.text.split()), Counter(new.text.split())
    return 2 * (before & after).total() / max(1, before.total() + after.total())


def _moves_as_one(changes: Sequence[Change]) -> Iterator[Change]:
    """A passage that went in one place and came in another, word for word, is told once, where it now stands."""
    gone = Counter(change.pieces[0].text for change in changes if change.kind == ChangeKind.REMOVED)
    came = Counter(change.pieces[0].text for change in changes if change.kind == ChangeKind.ADDED)
    moved = gone & came
    left = moved.copy()
    for change in changes:
        text = change.pieces[0].text
        if change.kind == ChangeKind.REMOVED and left[text] > 0:
            left[text] -= 1
        elif change.kind == ChangeKind.ADDED and moved[text] > 0:
            moved[text] -= 1
            yield Change(change.place, ChangeKind.MOVED, (Piece(PieceKind.SAME, text),))
        else:
            yield change


@dataclass(frozen=True)
class _Passage:
    part: str  # passages are alike only within one kind of part
    place: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        return self.part, self.text


def _passages(content: Content) -> Iterator[_Passage]:
    head = content.head
    yield _Passage("head", "Cơ quan ban hành", " ".join((*head.superior, *head.issuer)))
    yield _Passage("head", "Số, ký hiệu", f"{head.number or '…'}/{head.symbol}")
    yield _Passage("head", "Địa danh", head.place)
    yield _Passage("head", "Ngày tháng", _date(head.date))
    yield _Passage("title", "Trích yếu", f"{content.kind} {content.title}")
    yield from (_Passage("basis", "Căn cứ", text) for text in content.legal_bases)
    yield from (_Passage("opening", "Câu mở đầu", text) for text in _texts(content.opening))
    for section in content.walk_sections():
        place = f"{section.label} {section.title}".strip()
        yield _Passage("heading", place, section.title)
        yield from (_Passage("text", place, text) for text in _texts(section.blocks))
    yield from (_Passage("closing", "Câu kết", text) for text in _texts(content.closing))
    for appendix in content.appendices:
        yield _Passage("heading", appendix.label, " ".join(appendix.title))
        yield from (_Passage("text", appendix.label, text) for text in _texts(appendix.blocks))
    yield from (_Passage("recipient", "Nơi nhận", text) for text in content.recipients)
    yield _Passage("archive", "Lưu", content.archive)
    yield _Passage("signature", "Người ký", " ".join((*content.signature.lines, content.signature.name)))


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text=text, marker=marker):
                yield f"{marker} {text}".strip()
            case Table(header=header, rows=rows):
                yield from (" | ".join(row) for row in (*header, *rows))
            case FormSignatures(places=places):
                yield from (" ".join(lines) for lines in places)
            case Chart():
                yield from _texts((block.as_table(),))


def _date(date: PartialDate) -> str:
    day, month = (f"{n:02}" if n else "…" for n in (date.day, date.month))
    return f"ngày {day} tháng {month} năm {date.year}"


# ---- Aligning two sequences -----------------------------------------------------------------------------------------

Run = tuple[bool, tuple[int, int], tuple[int, int]]  # same or not, from–to in the old, from–to in the new


def _runs(a: Sequence, b: Sequence, *, gram: int) -> Iterator[Run]:
    """Both sequences as alternating stretches that agree and that do not.

    What both begin and end with agrees. Between, stretches of `gram` items that occur once in each sequence are the
    fixed points (the longest chain of them in the order of both), and between those difflib looks closely.
    """
    shorter = min(len(a), len(b))
    head = next((k for k in range(shorter) if a[k] != b[k]), shorter)
    tail = next((k for k in range(shorter - head) if a[-1 - k] != b[-1 - k]), shorter - head)
    agreeing = [(k, k) for k in range(head)]
    i = j = head
    for next_i, next_j in [*_fixed_points(a, b, gram, head, tail), (len(a) - tail, len(b) - tail)]:
        agreeing += [(i + x, j + y) for x, y in _close(a[i:next_i], b[j:next_j])]
        agreeing.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    agreeing += [(len(a) - k, len(b) - k) for k in range(tail - 1, 0, -1)]
    yield from _as_runs([pair for pair in agreeing if pair[0] < len(a) and pair[1] < len(b)], len(a), len(b))


def _fixed_points(a: Sequence, b: Sequence, gram: int, head: int, tail: int) -> list[tuple[int, int]]:
    in_a, in_b = (_once(items, gram, head, len(items) - tail) for items in (a, b))
    points: list[tuple[int, int]] = []
    for i, j in _longest_chain(sorted((in_a[key], in_b[key]) for key in in_a.keys() & in_b.keys())):
        for k in range(gram):
            if not points or (i + k > points[-1][0] and j + k > points[-1][1]):
                points.append((i + k, j + k))
    return points


def _once(items: Sequence, gram: int, first: int, last: int) -> dict[tuple, int]:
    """Where between `first` and `last` each stretch of `gram` items begins that occurs once there."""
    stretches = [tuple(items[at : at + gram]) for at in range(first, last - gram + 1)]
    counts = Counter(stretches)
    return {key: first + at for at, key in enumerate(stretches) if counts[key] == 1}


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain in which both numbers grow. `pairs` are sorted, and no number stands in two of them."""
    ends: list[int] = []  # the least second number with which a chain of each length can end
    last: list[int] = []  # the pair that ends so
    before: list[int | None] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [at]
    chain, at = [], last[-1] if last else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _close(a: Sequence, b: Sequence) -> Iterator[tuple[int, int]]:
    if not a or not b or len(a) * len(b) > CLOSE_WORK:
        return
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        yield from ((block.a + k, block.b + k) for k in range(block.size))


def _as_runs(agreeing: Sequence[tuple[int, int]], a_size: int, b_size: int) -> Iterator[Run]:
    i = j = at = 0
    while at < len(agreeing):
        next_i, next_j = agreeing[at]
        if (next_i, next_j) != (i, j):
            yield False, (i, next_i), (j, next_j)
        size = 1
        while at + size < len(agreeing) and agreeing[at + size] == (next_i + size, next_j + size):
            size += 1
        yield True, (next_i, next_i + size), (next_j, next_j + size)
        i, j, at = next_i + size, next_j + size, at + size
    if (i, j) != (a_size, b_size):
        yield False, (i, a_size), (j, b_size)
