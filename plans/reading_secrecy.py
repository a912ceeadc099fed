"""Whether a document that was given to be read bears a mark of secrecy."""

from documents.content import Content
from documents.reading.source import Grid, Source
from lib.secrecy import secret_mark

HEAD_LINES = 30
LONGEST_MARK = 30


def bears_secret_mark(content: Content, source: Source) -> bool:
    """Whether a mark of secrecy stands where marks stand: alone on a line of the head, in the title, the symbol, a
    heading or the name of an appendix. Running text, which may be cut anywhere into lines, is not looked at.
    """
    titles = [content.title, content.head.symbol, *(section.title for section in content.walk_sections())]
    titles += [line for appendix in content.appendices for line in (appendix.label, *appendix.title)]
    return any(secret_mark(text) for text in titles) or any(_is_mark(text) for text in _head_texts(source))


def _head_texts(source: Source):
    for line in source.lines[:HEAD_LINES]:
        if isinstance(line, Grid):
            yield from (text for row in line.rows for cell in row for text in cell.split("\n"))
        else:
            yield line.text


def _is_mark(text: str) -> bool:
    words = " ".join(text.strip(" *_|#").split())
    is_alone = len(words) <= LONGEST_MARK and (
        words.isupper() or words[:1] in "([«" or words.lower().startswith("độ mật")
    )
    return bool(words) and is_alone and bool(secret_mark(words))
