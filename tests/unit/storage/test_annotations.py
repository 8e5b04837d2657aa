"""The marks of an article come back as they were written, or as damage, never as something else."""

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.annotations.record import from_record, to_record
from qa.annotations.values import Annotations, DateMark, Mark, Named, Quotation
from qa.articles import parse
from qa.chunking import split_passages
from qa.errors import IndexDamagedError
from qa.storage.texts import Texts, TextWriter

TEXT = "On 2 May, Ann Reed, a judge, said: “We won 3 cups.” Reed left Oslo.\0\n"
LENGTH = 80
ANNOTATIONS = Annotations(
    people=(Named("Ann Reed", (Mark(10, 18), Mark(52, 56)), Mark(20, 27)),),
    places=(Named("Oslo", (Mark(62, 66),)),),
    dates=(DateMark(3, 8, None),),
    numbers=(Mark(43, 49),),
    quotations=(
        Quotation(36, 50, "Ann Reed", Mark(10, 18), direct=True, sentence=Mark(0, 51)),
        Quotation(
            52, 66, None, None, direct=False, sentence=Mark(52, 67), clause=Mark(52, 67), sure=False
        ),
    ),
    phrases=(Mark(20, 27),),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=2), inner),
)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """Return a mark in a text of `LENGTH` code points."""
    start = draw(st.integers(0, LENGTH - 1))
    return Mark(start, draw(st.integers(start + 1, LENGTH)))


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Return a strategy of short tuples."""
    return st.lists(strategy, max_size=3).map(tuple)


NAMED = several(st.builds(Named, st.text(max_size=9), several(marks()), st.none() | marks()))
ANY_ANNOTATIONS = st.builds(
    Annotations,
    NAMED,
    NAMED,
    NAMED,
    several(st.builds(lambda m, d: DateMark(m.start, m.end, d), marks(), st.none() | st.text())),
    several(marks()),
    several(
        st.builds(
            lambda m, *rest: Quotation(m.start, m.end, *rest),
            marks(),
            st.none() | st.text(max_size=9),
            st.none() | marks(),
            st.booleans(),
            marks(),
            st.none() | marks(),
            st.booleans(),
        )
    ),
    several(marks()),
)


@given(ANY_ANNOTATIONS)
def test_a_record_is_read_as_it_was_written(annotations: Annotations) -> None:
    """All fields, in their order."""
    assert from_record(to_record(annotations), LENGTH) == annotations


@given(ANYTHING | st.lists(ANYTHING, min_size=7, max_size=7))
def test_other_json_is_refused_or_is_a_record(value: object) -> None:
    """Whatever is read instead of a record has a record's types, or is no record."""
    try:
        found = from_record(json.dumps(value), LENGTH)
    except ValueError:
        return
    assert from_record(to_record(found), LENGTH) == found


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "[" * 100_000,
        "[[],[],[],[],[[0,0]],[],[]]",
        "[[],[],[],[],[[3,81]],[],[]]",
        "[[],[],[],[],[[-1,3]],[],[]]",
        "[[],[],[],[],[[false,true]],[],[]]",
        "[[],[],[],[],[[0,1.5]],[],[]]",
        "[[],[],[],[[0,1,3]],[],[],[]]",
        '[[["A",[[0,1]],[1,1]]],[],[],[],[],[],[]]',
        "[[[null,[[0,1]],null]],[],[],[],[],[],[]]",
        "[[],[],[],[],[],[[0,1,null,null,1,[0,1],null,true]],[]]",
        "[[],[],[],[],[],[]]",
    ],
)
def test_a_damaged_record_is_refused(wrong: str) -> None:
    """Empty marks, marks outside the text, other types, other lengths."""
    with pytest.raises(ValueError, match="no record"):
        from_record(wrong, LENGTH)


def _written(file: Path) -> None:
    writer = TextWriter(file, fresh=True)
    document = parse("a.txt", TEXT.encode())
    writer.annotate(writer.add(document, split_passages(document)), ANNOTATIONS)
    plain = parse("b.txt", TEXT.encode())
    writer.add(plain, split_passages(plain))
    writer.finish()


def test_an_articles_marks_come_back_and_go_with_it(tmp_path: Path) -> None:
    """One that was not annotated has none; of one that was removed nothing stays."""
    file = tmp_path / "t.db"
    _written(file)
    texts = Texts(file)
    assert texts.annotations(1) == ANNOTATIONS
    assert texts.annotations(2) is None
    texts.close()
    writer = TextWriter(file, fresh=False)
    writer.remove(1)
    writer.finish()
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (0,)
    connection.close()


def test_a_database_of_an_older_program_has_no_marks_and_takes_some(tmp_path: Path) -> None:
    """It has no table for them."""
    file = tmp_path / "t.db"
    _written(file)
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE annotations")
    connection.close()
    texts = Texts(file)
    assert texts.annotations(1) is None
    texts.close()
    writer = TextWriter(file, fresh=False)
    document = parse("c.txt", TEXT.encode())
    uid = writer.add(document, split_passages(document))
    writer.annotate(uid, ANNOTATIONS)
    writer.finish()
    texts = Texts(file)
    assert texts.annotations(uid) == ANNOTATIONS
    texts.close()


@pytest.mark.parametrize("wrong", ["'[]'", "'[[],[],[],[],[[0,999]],[],[]]'", "NULL", "x'ff'", "3"])
def test_a_record_that_is_none_is_damage(tmp_path: Path, wrong: str) -> None:
    """The error names the file."""
    file = tmp_path / "t.db"
    _written(file)
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE annotations SET marks = {wrong}")
    connection.close()
    texts = Texts(file)
    with pytest.raises(IndexDamagedError) as caught:
        texts.annotations(1)
    texts.close()
    assert caught.value.path == str(file)
