"""Finding people by the beginnings of the words of their names, in any order: «an ng» finds «Nguyễn Thị Ánh».

PostgreSQL has an inverted index of the words before the given name, without any extension; given names are found by
the order of the list itself (`lib.name_order.given_range`). Leaving them out of the index keeps the words in it spread
evenly over that order. Other databases compare the text; the indexes by given name hold it, so that they need not open
the rows.
"""

from django.db import models
from django.db.backends.ddl_references import Statement
from django.db.models import Lookup, Q

from lib.fields import NameKeyField
from lib.name_order import name_key
from lib.text import LONGEST_SEARCH

_MOST_WORDS = 10
_NOTHING = "SELECT 1"


def _words_before_the_last(column: str) -> str:
    return f"to_tsvector('simple'::regconfig, regexp_replace({column}, '\\S+$', ''))"


class WordIndex(models.Index):
    """The index of the words of one column but the last, where the database has such a thing; nothing elsewhere."""

    def create_sql(self, model, schema_editor, using="", **kwargs):
        if schema_editor.connection.vendor != "postgresql":
            return Statement(_NOTHING)
        ((name, _),) = self.fields_orders
        quote, column = schema_editor.quote_name, model._meta.get_field(name).column
        vector = _words_before_the_last(quote(column))
        return Statement(f"CREATE INDEX {quote(self.name)} ON {quote(model._meta.db_table)} USING gin ({vector})")

    def remove_sql(self, model, schema_editor, **kwargs):
        if schema_editor.connection.vendor != "postgresql":
            return Statement(_NOTHING)
        return super().remove_sql(model, schema_editor, **kwargs)


@NameKeyField.register_lookup
class HasWords(Lookup):
    """`name_key__has_words=["ng", "an"]`: each begins a word before the last, by the index of words. PostgreSQL only;
    elsewhere ask `by_reading`."""

    lookup_name = "has_words"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        return "%s", [" & ".join(f"'{word}':*" for word in value)]

    def as_sql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        words, words_params = self.process_rhs(compiler, connection)
        sql = f"{_words_before_the_last(column)} @@ to_tsquery('simple'::regconfig, {words})"
        return sql, [*column_params, *words_params]


def words_asked(text: str) -> list[str]:
    """The words to look for, folded, at most ten; none twice, and none that another word begins with."""
    words = sorted(set(name_key(text[:LONGEST_SEARCH]).split()), key=lambda word: (-len(word), word))
    kept: list[str] = []
    for word in words:
        if not any(longer.startswith(word) for longer in kept):
            kept.append(word)
    return kept[:_MOST_WORDS]


def by_reading(column: str, words: list[str]) -> Q:
    """The condition that each of `words` begins a word of `column`, asked of row after row."""
    condition = Q()
    for word in words:
        condition &= Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
    return condition
