"""Quotations of texts that no writer would write."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.annotating.names import find_names
from qa.annotating.quotations import find_quotations
from tests.support.parsed_articles import parsed

PIECES = [
    *"\"“”„«»‘’'",
    " said ",
    "Anna Fischer",
    " he ",
    ", ",
    ". ",
    "The dam is safe",
    "\n\n",
    " according to ",
    "that ",
    "they",
    "¿",
    "🙂",
    "́",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_every_span_is_inside_the_text(pieces: list[str]) -> None:
    """And not empty, and no direct quotation begins or ends with white space."""
    document, blocks = parsed("A dam.", "".join(pieces))
    for quotation in find_quotations(document, blocks, find_names(document, blocks).people):
        assert 0 <= quotation.start < quotation.end <= len(document.text)
        for mark in (quotation.sentence, quotation.clause, quotation.speaker_as_written):
            if mark is not None:
                assert 0 <= mark.start < mark.end <= len(document.text)
        assert quotation.sentence.start <= quotation.start
        assert quotation.end <= quotation.sentence.end
        if quotation.clause is not None:
            assert quotation.clause.start <= quotation.start
            assert quotation.end <= quotation.clause.end
        words = document.text[quotation.start : quotation.end]
        assert words == words.strip()


def test_sentences_without_a_verb_and_with_nothing_but_marks() -> None:
    """As long as they are parsed; and a quotation of many sentences is one."""
    for text in ("word " * 190, '"a" ' * 200, "“Yes,” he said. " * 300, "“ said ” " * 100):
        document, blocks = parsed("A dam broke.", f"{text}so it ended.")
        assert len(blocks) > 1
        find_quotations(document, blocks, ())
    document, blocks = parsed("A dam broke.", "He said: “" + "It is so. " * 600 + "It was.”")
    found = find_quotations(document, blocks, ())
    assert len(found) == len(blocks) - 1 > 1
    assert all(quotation.direct for quotation in found)
