"""Content trees with other words at one place."""

from collections.abc import Callable
from dataclasses import replace

from documents.checking import Finding
from documents.content import Block, Content, Paragraph, Section
from documents.places import Part, Place

Change = Callable[[str], str]


def with_suggestion(content: Content, finding: Finding) -> list[Content]:
    """The documents in which one occurrence of what `finding` quotes, or each of them, became what it suggests."""
    texts: list[str] = []
    with_text(content, finding.place, lambda text: texts.append(text) or text)
    (text,), quote, right = texts, finding.quote, finding.suggestion
    starts = [at for at in range(len(text)) if text.startswith(quote, at)]
    changed = [text[:at] + right + text[at + len(quote) :] for at in starts] + [text.replace(quote, right)]
    return [with_text(content, finding.place, lambda _, new=new: new) for new in dict.fromkeys(changed)]


def with_text(content: Content, place: Place, change: Change) -> Content:
    """`content` with what `change` makes of the text at `place`; lines and cells stand in it apart by line ends."""
    field = place.part.value
    value = getattr(content, "legal_bases" if place.part == Part.BASES else field)
    match place.part:
        case Part.TITLE | Part.ARCHIVE:
            value = change(value)
        case Part.BASES | Part.RECIPIENTS:
            value = _with_member(value, place.index, change)
        case Part.OPENING | Part.CLOSING:
            value = _with_block(value, place, change)
        case Part.SECTIONS:
            value = _with_section(value, tuple(content.walk_sections())[place.index], place, change)
        case Part.APPENDICES:
            value = _with_member(value, place.index, lambda appendix: _with_appendix(appendix, place, change))
        case Part.HEAD | Part.SIGNATURE:
            value = replace(value, **{place.field: _with_lines(getattr(value, place.field), change)})
    return replace(content, **{"legal_bases" if place.part == Part.BASES else field: value})


def _with_member(members: tuple, at: int, change: Callable) -> tuple:
    return (*members[:at], change(members[at]), *members[at + 1 :])


def _with_lines(text: str | tuple[str, ...], change: Change) -> str | tuple[str, ...]:
    return change(text) if isinstance(text, str) else tuple(change("\n".join(text)).split("\n"))


def _with_appendix(appendix, place: Place, change: Change):
    if place.block is None:
        return replace(appendix, title=(change(" ".join(appendix.title)),))
    return replace(appendix, blocks=_with_block(appendix.blocks, place, change))


def _with_section(sections: tuple[Section, ...], target: Section, place: Place, change: Change) -> tuple[Section, ...]:
    changed = []
    for section in sections:
        if section is not target:
            changed.append(replace(section, sections=_with_section(section.sections, target, place, change)))
        elif place.block is None:
            changed.append(replace(section, title=change(section.title)))
        else:
            changed.append(replace(section, blocks=_with_block(section.blocks, place, change)))
    return tuple(changed)


def _with_block(blocks: tuple[Block, ...], place: Place, change: Change) -> tuple[Block, ...]:
    block = blocks[place.block]
    if isinstance(block, Paragraph):
        return _with_member(blocks, place.block, lambda _: replace(block, text=change(block.text)))
    rows = _with_member((*block.header, *block.rows), place.row, lambda row: _with_lines(row, change))
    height = len(block.header)
    return _with_member(blocks, place.block, lambda _: replace(block, header=rows[:height], rows=rows[height:]))
