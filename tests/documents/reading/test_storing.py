"""Sources come back from JSON as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading import from_json, to_json
from documents.reading.source import Format, Grid, Line, Source

LOOKS = st.sampled_from([None, True, False])
LINES = st.builds(Line, st.text(), st.booleans(), st.text(), st.text(), LOOKS, LOOKS, LOOKS, LOOKS, st.integers(1, 9))
GRIDS = st.builds(
    Grid,
    st.lists(st.lists(st.text(), max_size=3).map(tuple), max_size=3).map(tuple),
    st.integers(0, 2),
    st.lists(st.floats(1, 200), max_size=3).map(tuple),
    LOOKS,
)


@given(st.builds(Source, st.sampled_from(Format), st.lists(LINES | GRIDS).map(tuple), st.just(("Ghi chú.",))))
def test_sources_come_back_equal(source):
    assert from_json(to_json(source)) == source


def test_another_format_is_not_read():
    with pytest.raises(ValueError, match="Unknown format"):
        from_json('{"format":99,"value":null}')
