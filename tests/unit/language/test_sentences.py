"""Sentence boundaries on the traps that news sets."""

import pytest

from qa.language.sentences import find_sentences


def _texts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It is advancing a landmark $1 billion (€860 million) deal with the U.S. firm GE.",
        "D Bala Venkatesh Varma told J. K. Rowling and Dr. A. B. Smith about it.",
        "Some of them — like the T-72 tank — were made locally.",
        "He lives in the U.S. Midwest with 3.5 dogs, e.g. Rex, and St. Bernard No. 5.",
        "“We must accommodate. We resist,” he said.",
        "“What next?” he asked.",
        "He called it “a step forward.”",
        "He called it “a step forward”.",
        "1. Apples are red.",
        "The Senate votes at 1 a.m. Monday on the bill.",
        "Voting ends at 8:30 p.m. ET in all states.",
        "It began at 9 a.m. Feb. 8 in Oslo.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    """Abbreviations, sums, initials, short quotations with their speaker, item numbers."""
    assert _texts(text) == [text]
    assert _texts(f"{text} Then he left.") == [text, "Then he left."]


def test_a_time_of_day_may_end_a_sentence() -> None:
    """Where neither a day nor a zone follows."""
    assert _texts("It began at 9 p.m. The crowd left. May it last.") == [
        "It began at 9 p.m.",
        "The crowd left.",
        "May it last.",
    ]


def test_a_long_quotation_is_cut_between_its_sentences() -> None:
    """What is highlighted is one sentence; the words of attribution stay with the last."""
    first = "“The bridge was closed in the spring because nobody had looked at its bearings."
    second = "It will be opened again when the money for the repair has been found, which may"
    third = "take until the end of next year,” the mayor of the town told reporters."
    assert _texts(f"{first} {second} {third}") == [first, f"{second} {third}"]


def test_offsets_count_code_points() -> None:
    """Emoji, combining marks and right-to-left text before a boundary do not shift it."""
    parts = ["A 😀👩‍👩‍👧 laughed.", "E\u0301t\u0301é was long.", "مرحبا بالعالم.", "The end."]
    assert _texts(" ".join(parts)) == parts
    assert _texts("\r\n".join(parts)) == parts


def test_table_rows_are_sentences() -> None:
    """A cell's full stop ends nothing that a row does not."""
    assert _texts("| a | b |\n|---|---|\n| c | d |") == ["| a | b |", "|---|---|", "| c | d |"]


def test_long_texts_are_cut_as_short_ones_are() -> None:
    """The library is asked window by window: no boundary is lost or made at a window's edge."""
    parts = [f"This is sentence number {number} of the long text." for number in range(1_000)]
    assert _texts(" ".join(parts)) == parts


@pytest.mark.parametrize("text", ["word " * 100_000, "x" * 500_000, "‘a " * 50_000, '"' * 100_000])
def test_a_monstrous_sentence_is_cut_where_it_must(text: str) -> None:
    """Without an end of sentence it is cut between words, or where there are none anywhere."""
    parts = _texts(text)
    assert {len(part) for part in parts[:-1]} <= {1998, 1999, 2000}
    assert len(parts[-1]) <= 2000
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert {word for part in parts for word in part.split()} <= {*text.split()} | set(parts)


def test_a_sentence_as_long_as_may_be_stays_one() -> None:
    """2,000 characters are the most."""
    assert _texts("w" * 2_000) == ["w" * 2_000]
    assert _texts("w" * 2_001) == ["w" * 2_000, "w"]
    assert _texts("w" * 1_999 + " b") == ["w" * 1_999, "b"]
    assert _texts("w" * 2_000 + " b") == ["w" * 2_000, "b"]


def test_blank_text_has_no_sentence() -> None:
    """White space is no sentence."""
    assert _texts("") == []
    assert _texts(" \n\u00a0") == []
