"""Answers as Markdown and as CSV."""

import csv
import io
from dataclasses import replace

from markdown_it import MarkdownIt

from qa.model import Outcome
from qa.terminal.output.markdown import markdown
from qa.terminal.output.passage import other_places
from qa.terminal.output.spreadsheet import COLUMNS, csv_text
from qa.terminal.output.theme import RenderOptions
from qa.wire.answers import answer_object, citation_object
from tests.support.made_answers import SHORT, TEXT, made_answer, made_passage
from tests.unit.terminal.test_text import shown

HOSTILE = "<script>x</script> [a](http://b) **c** `d` $e$ # f &amp; \\ _g_ ~~h~~ | i"


def test_markdown_quotes_the_passage_and_cites_it() -> None:
    """Question, answer, the passage with the sentence strong and the answer emphasised."""
    assert markdown(
        made_answer(made_passage(title="Arrivals", section="On time")), RenderOptions()
    ) == (
        "## When did Anna arrive?\n"
        "\n"
        "**on Monday**\n"
        "\n"
        "confidence 0.93\n"
        "\n"
        "> The sky was grey. **Anna Meyer arrived *on Monday* by train.** Nobody met her.\n"
        "\n"
        "\\[1\\] Arrivals, ¶ 3, line 5, § On time (`arrivals/anna.txt`)\n"
    )


def test_markdown_of_nothing_found_highlights_nothing() -> None:
    """The denial is in the same words as on the screen."""
    text = markdown(made_answer(outcome=Outcome.NOT_FOUND), RenderOptions())
    assert "**The article does not say.**\n\nconfidence 0.93\n\nnearest passage:\n\n" in text
    assert f"> {TEXT}\n" in text


def test_markdown_of_hostile_text_is_read_as_text() -> None:
    """Nothing in an article opens a tag, a link, a heading or a list."""
    text = f"- {HOSTILE}\n\n1. {HOSTILE}\n\n# end"
    answer = made_answer(made_passage(text, HOSTILE), short="c", question=HOSTILE)
    tokens = (
        MarkdownIt("commonmark").enable("strikethrough").parse(markdown(answer, RenderOptions()))
    )
    kinds = {token.type for token in tokens}
    assert not kinds & {"html_block", "bullet_list_open", "ordered_list_open", "fence"}
    children = [child for token in tokens for child in token.children or []]
    assert not {child.type for child in children} & {"html_inline", "link_open", "image", "s_open"}
    read = "".join(child.content for child in children)
    assert read.count(HOSTILE) == 3


def test_explanations_are_verbatim_in_markdown() -> None:
    """Tables of figures keep their columns."""
    text = markdown(made_answer(), RenderOptions(explain=True))
    assert "```text\nview         score  rank\ndense        0.610     2\n" in text
    assert "+2.50  nearness\n" in text


def test_csv_has_a_row_for_each_passage() -> None:
    """Texts with commas, quotes and newlines are read back as they were."""
    text = 'One, "two".\nThree.'
    answer = made_answer(made_passage(), made_passage(text, "Three.", rank=2))
    first, second = csv.DictReader(io.StringIO(csv_text(answer)))
    assert tuple(first) == COLUMNS
    assert first["answer"] == SHORT
    assert (first["rank"], first["path"], first["char_start"]) == ("1", "arrivals/anna.txt", "100")
    assert (first["confidence"], first["bm25_score"], first["section"]) == ("0.93", "4.2", "")
    assert (second["rank"], second["text"], second["line_end"]) == ("2", text, "6")


def test_no_cell_of_csv_is_a_formula_or_a_control() -> None:
    """A spreadsheet must not run what an article says."""
    answer = made_answer(made_passage("=1+1 \x1b[2J", "=1+1"), short=None, question="@SUM(1)")
    [row] = csv.DictReader(io.StringIO(csv_text(answer)))
    assert (row["text"], row["sentence"], row["question"]) == ("'=1+1 ␛[2J", "'=1+1", "'@SUM(1)")


def test_other_places_of_a_text_are_named_shortly() -> None:
    """Three of them, by the articles' own names, and the number of the others."""
    passage = made_passage()
    elsewhere = [
        made_passage(document=name, title="Arrivals").citation
        for name in ("arrivals/anna", "b_c", "d", "e")
    ]
    one = replace(passage, also=tuple(elsewhere[:1]))
    assert other_places(passage) == ""
    assert other_places(one) == "also in ¶ 3"
    assert other_places(replace(one, also_more=1)) == "also in ¶ 3 and 1 more place"
    many = replace(passage, also=tuple(elsewhere), also_more=1_036)
    expected = "also in ¶ 3, b_c ¶ 3, d ¶ 3 and 1,037 more places"
    assert other_places(many) == expected
    answer = made_answer(many)
    assert f"(`arrivals/anna.txt`); {expected.replace('_', chr(92) + '_')}\n" in markdown(
        answer, RenderOptions()
    )
    [row] = csv.DictReader(io.StringIO(csv_text(answer)))
    assert row["also"] == expected
    [place] = [line for line in shown(answer).splitlines() if "also in" in line]
    assert place == f"    {expected}"
    made = answer_object(answer)["passages"]
    assert isinstance(made, list)
    assert made[0]["also"] == [citation_object(other) for other in elsewhere]
    assert made[0]["also_more"] == 1_036
