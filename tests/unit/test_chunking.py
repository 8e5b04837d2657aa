"""Passages: what is joined, what is cut, how they are numbered."""

from qa.articles import parse
from qa.chunking import LONGEST, LONGEST_WORDS, split_passages
from qa.model import Passage
from tests.support.paths import SAMPLE

LONG = "The harbour froze in the first week of the year, and nobody remembered the like of it."


def _split(text: str, path: str = "a.txt") -> tuple[Passage, ...]:
    return split_passages(parse(path, text.encode()))


def test_the_sample_gives_a_passage_a_paragraph() -> None:
    """Numbers leave headings out, lines do not; the credit can be asked for."""
    passages = split_passages(parse(SAMPLE.name, SAMPLE.read_bytes()))
    assert [p.paragraph for p in passages] == list(range(1, 41))
    first, last = passages[0], passages[-1]
    assert (first.start, first.end, first.line_start, first.line_end) == (0, 216, 1, 1)
    assert first.text.startswith(
        "Russian President Vladimir Putin is set to arrive in India on Thu"
    )
    assert (last.text, last.paragraph, last.line_start) == ("Edited by: Darko Janjevic", 40, 44)
    assert passages[12].section == "US tariffs pushing India towards Russia"
    assert passages[12].line_start == 14


def test_the_samples_sentences() -> None:
    """Sums, initials and quotations of the sample do not mislead the splitter."""
    passages = split_passages(parse(SAMPLE.name, SAMPLE.read_bytes()))
    varma = next(p for p in passages if "D Bala Venkatesh Varma" in p.text)
    assert [s.text for s in varma.sentences] == [varma.text]
    deal = next(p for p in passages if "$1 billion" in p.text)
    assert [s.text.split()[0] for s in deal.sentences] == ["Sibal’s", "India", "Moreover,"]
    assert "(€860 million) deal between" in deal.sentences[2].text
    tank = next(p for p in passages if "T-72" in p.text)
    assert [s.text.split()[0] for s in tank.sentences] == ["In", "India"]


def test_short_neighbours_are_joined() -> None:
    """The passage reaches over the white space between them; sentences do not."""
    passages = _split(f"“Go,” he said.\n\n“No.”\n\n{LONG}\n\n{LONG}\n")
    assert [p.text for p in passages] == [f"“Go,” he said.\n\n“No.”\n\n{LONG}", LONG]
    assert [s.text for s in passages[0].sentences] == ["“Go,” he said.", "“No.”", LONG]
    assert [(p.paragraph, p.line_start, p.line_end) for p in passages] == [(1, 1, 5), (4, 7, 7)]


def test_a_sentence_never_crosses_a_paragraph() -> None:
    """Not even where the first paragraph has no end of sentence."""
    (passage,) = _split("- one\n- two\n- three\n", "a.md")
    assert [s.text for s in passage.sentences] == ["- one", "- two", "- three"]


def test_joined_passages_stay_modest() -> None:
    """A dialogue of many short lines becomes several passages."""
    passages = _split("\n\n".join(["“Yes,” he said."] * 100))
    assert all(300 < len(p.text) <= 400 for p in passages[:-1])
    assert passages[1].paragraph == 24


TABLE = """\
Intro.

| City | Mayor |
|---|---|
| Munich | Ann Reed. Since 2020. |
| Bonn | Bo |

End.
"""


def test_a_table_row_is_a_passage_of_one_sentence() -> None:
    """Its citation is the row; the table counts as one paragraph, its heading is in no passage."""
    passages = _split(TABLE, "a.md")
    assert [(p.text, p.paragraph, p.line_start, len(p.sentences)) for p in passages] == [
        ("Intro.", 1, 1, 1),
        ("| Munich | Ann Reed. Since 2020. |", 2, 5, 1),
        ("| Bonn | Bo |", 2, 6, 1),
        ("End.", 3, 8, 1),
    ]


def test_tags_are_in_no_passage_and_not_counted() -> None:
    """A passage neither is a tag nor reaches over one that stands apart."""
    passages = _split("<div>\n\nOne.\n\n<!-- note -->\n\nTwo.\n\n</div>\n", "a.md")
    assert [(p.text, p.paragraph) for p in passages] == [("One.", 1), ("Two.", 2)]


def test_headings_and_credits_are_never_joined() -> None:
    """A heading stands between, a credit stands alone."""
    passages = _split("# A\n\nOne.\n\n# B\n\nTwo.\n\nEdited by: Jane Doe\n\nThree.\n", "a.md")
    assert [(p.text, p.section, p.paragraph) for p in passages] == [
        ("One.", "A", 1),
        ("Two.", "B", 2),
        ("Edited by: Jane Doe", None, 3),
        ("Three.", "B", 4),
    ]


def test_long_paragraphs_are_cut_between_sentences_into_like_parts() -> None:
    """No part is much longer than another, and none ends inside a sentence."""
    passages = _split(" ".join([LONG] * 30))
    assert [len(p.sentences) for p in passages] == [10, 10, 10]
    assert {p.paragraph for p in passages} == {1}
    assert all(s.text == LONG for p in passages for s in p.sentences)
    assert all(len(p.text) <= LONGEST for p in passages)
    assert all(len(p.text.split()) <= LONGEST_WORDS + 10 for p in passages)


def test_a_sentence_is_cut_only_where_none_is_that_long() -> None:
    """As long as a sentence may be it is one passage; beyond, it is cut at white space."""
    longest = "word " * 399 + "end."
    (passage,) = _split(longest)
    assert passage.text == longest
    assert len(passage.sentences) == 1
    passages = _split("word " * 20_000 + "end.")
    assert [len(p.text) for p in passages[:2]] == [1999, 1999]
    assert {len(p.sentences) for p in passages[:-1]} == {1}
    assert [len(s.text) for s in passages[-1].sentences] == [1999, 4]
    assert sum(p.text.count("word") for p in passages) == 20_000


def test_white_space_counts_in_how_long_a_passage_is() -> None:
    """A passage does not reach over a gap however little text stands around it."""
    text = ("A bird." + " " * 3_000) * 20 + "It flew away."
    assert {p.text for p in _split(text)} == {"A bird.", "It flew away."}


def test_lines_are_counted_as_grep_does() -> None:
    """CRLF counts once, a lone CR not at all."""
    (passage,) = _split("\r\n\r\nOne.\r\nTwo.\rThree.\n")
    assert passage.text == "One.\r\nTwo.\rThree."
    assert (passage.line_start, passage.line_end) == (3, 4)


def test_a_file_of_headings_has_no_passage() -> None:
    """Headings are sections, not passages."""
    assert _split("# A\n\n## B\n", "a.md") == ()
