"""Articles as a whole as Markdown and as CSV."""

import csv
import io
from dataclasses import replace

from markdown_it import MarkdownIt

from qa.overview.collection import Collection
from qa.overview.sections import Section
from qa.terminal.output.overview.markdown import about_markdown
from qa.terminal.output.overview.spreadsheet import COLUMNS, about_csv
from tests.unit.terminal.test_overview_text import made, one

HOSTILE = "<script>x</script> [a](http://b) **c** `d`\n# e"


def test_markdown_has_a_heading_for_each_section() -> None:
    """The article's head, then what was asked for, each place cited."""
    sections = (Section.QUOTES, Section.PEOPLE, Section.DATES, Section.OUTLINE, Section.NUMBERS)
    assert about_markdown(one(made(title="The flood", published="2018-05-14")), sections) == (
        "## The flood\n"
        "\n"
        "`harbour.txt`, 2018-05-14\n"
        "\n"
        "### Quotes\n"
        "\n"
        "**Ann Reed**, The mayor\n"
        "\n"
        "- “The sea took three boats” (¶ 2, line 3)\n"
        "\n"
        "### People\n"
        "\n"
        "- **Ann Reed**, The mayor, 2 mentions, lines 1, 3\n"
        "\n"
        "### Dates\n"
        "\n"
        "- **1953**: In 1953 the sea had taken the whole fleet, and the harbour wall was built"
        " after that. (¶ 3, line 5)\n"
        "- **2018**: The mayor, Ann Reed, closed the harbour of Port Vale on Monday after the"
        " storm of 2018. (¶ 1, line 1)\n"
        "- **Monday**: The mayor, Ann Reed, closed the harbour of Port Vale on Monday after the"
        " storm of 2018. (¶ 1, line 1)\n"
        "\n"
        "### Numbers\n"
        "\n"
        "- **three**: “The sea took three boats,” Reed told reporters from the Vale Gazette at the"
        " town hall. (¶ 2, line 3)\n"
    )


def test_markdown_of_several_articles() -> None:
    """Each summary under its article; what is joined names the article."""
    text = about_markdown(Collection((made(), made(path="new.txt")), total=2))
    assert text.startswith("### Summary\n\n#### harbour\n\n`harbour.txt`\n\n- ")
    assert "(new, ¶ 2, line 3)" in text


def test_markdown_runs_nothing_of_an_article() -> None:
    """Names and titles are text, whatever they hold."""
    overview = made(title=HOSTILE)
    (person,) = overview.people
    overview = replace(overview, people=(replace(person, name=HOSTILE),))
    tokens = MarkdownIt().parse(about_markdown(one(overview)))
    inline = [child.type for token in tokens for child in token.children or ()]
    assert "link_open" not in inline
    assert "html_inline" not in inline
    assert not any(token.type == "html_block" for token in tokens)


def test_csv_has_a_row_for_each_place() -> None:
    """In the article's order, section after section; no cell is a formula."""
    overview = made()
    (person,) = overview.people
    overview = replace(overview, people=(replace(person, name="=1+1"),))
    rows = list(csv.DictReader(io.StringIO(about_csv(one(overview)))))
    assert tuple(rows[0]) == COLUMNS
    counted = [row["section"] for row in rows]
    assert counted == [
        *["summary"] * 3,
        "quotes",
        *["people"] * 2,
        "organisations",
        "places",
        *["dates"] * 3,
        "numbers",
    ]
    quote = rows[3]
    assert (quote["name"], quote["text"]) == ("Ann Reed", "The sea took three boats")
    assert (quote["direct"], quote["line"], quote["path"]) == ("yes", "3", "harbour.txt")
    assert rows[4]["name"] == "'=1+1"
    assert rows[9]["date"] == "2018"
