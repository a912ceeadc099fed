"""Reading: a document as somebody else wrote it → what it says, with the lines that say so.

`source_of` opens a file (or pasted text) and gives its lines with what can be seen of them; `read` makes of them a
content tree with the place of every part in the source. Nothing is invented: what does not stand there stays empty,
what is unsure is said. Knows no database.
"""

from documents.reading.opening import source_of
from documents.reading.plain_text import source_of_text
from documents.reading.reading import read
from documents.reading.storing import from_json, to_json

__all__ = ["from_json", "read", "source_of", "source_of_text", "to_json"]
