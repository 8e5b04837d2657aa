"""How articles as a whole look on a terminal and in a pipe."""

from collections.abc import Collection as Some
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from qa.overview.collection import Collection
from qa.overview.sections import ALL_SECTIONS, Section
from qa.overview.values import Overview, Place
from qa.terminal.output.overview.text import render_about, render_section
from qa.terminal.output.passage import Links
from qa.terminal.output.theme import RenderOptions
from tests.support.consoles import printed
from tests.support.made_overviews import TEXT, made_annotations, made_card, made_overview_of


def made(path: str = "harbour.txt", **known: str | None) -> Overview:
    """Return the overview of the article that the tests show."""
    return made_overview_of(TEXT, made_annotations(), made_card(path, **known))


def one(overview: Overview | None = None) -> Collection:
    """Return a collection of one article."""
    return Collection((overview or made(),), total=1)


def shown(
    found: Collection,
    sections: Some[Section] = ALL_SECTIONS,
    *,
    width: int = 80,
    colour: str | None = None,
    options: RenderOptions | None = None,
) -> str:
    """Return what a console of that width shows; without `colour` nothing can be styled."""
    return printed(
        lambda console: render_about(found, console, options, sections),
        width=width,
        colour=colour,
    )


def test_the_first_page() -> None:
    """The article's head, its summary, and rows of names."""
    found = one(made(title="The flood", published="2018-05-14T10:00:00Z", author="Joan Smith"))
    assert shown(found) == (
        "The flood · 2018-05-14 · Joan Smith\n"
        "The mayor, Ann Reed, closed the harbour of Port Vale on Monday after the storm\n"
        "  of 2018.  ¶ 1\n"
        "“The sea took three boats,” Reed told reporters from the Vale Gazette at the\n"
        "  town hall.  ¶ 2\n"
        "In 1953 the sea had taken the whole fleet, and the harbour wall was built after\n"
        "  that.  ¶ 3\n"
        "\n"
        "people  Ann Reed, The mayor\n"
        "quoted  Ann Reed 1\n"
        "also    1 organisation · 1 place · 3 dates · 1 number\n"
    )


def test_a_narrow_page() -> None:
    """Nothing is wider than the window, at any width."""
    for width in (20, 28, 40, 63, 100, 200):
        for section in (ALL_SECTIONS, *((section,) for section in Section)):
            for found in (one(), Collection((made(), made(path="other.txt")), total=2)):
                lines = shown(found, section, width=width).splitlines()
                assert max(map(cell_len, lines), default=0) <= width, (width, section)


def test_quotations_by_speaker() -> None:
    """Direct speech between marks, with the line at which it stands."""
    assert shown(one(), [Section.QUOTES]) == (
        "Ann Reed · The mayor\n    “The sea took three boats”  ¶ 2 · line 3\n"
    )


def test_a_guessed_speaker_and_none() -> None:
    """Both are told."""
    overview = made()
    (quote,) = overview.quotes
    nobody = replace(quote, speaker=None)
    unsure = replace(quote, sure=False)
    assert shown(one(replace(overview, quotes=(unsure, nobody))), [Section.QUOTES]) == (
        "Ann Reed · The mayor\n"
        "    “The sea took three boats”  ¶ 2 · line 3 · perhaps said by them\n"
        "\n"
        "without a speaker\n"
        "    “The sea took three boats”  ¶ 2 · line 3\n"
    )


def test_a_clause_is_shown_once_and_its_marks_are_closed() -> None:
    """Two phrases in quotation marks that are parts of one clause are one line."""
    overview = made()
    (quote,) = overview.quotes
    at = quote.sentence.char_start
    clause = replace(quote.place, text="“The sea took three boats", char_start=at)
    first = replace(quote, clause=clause)
    second = replace(quote, clause=replace(clause, text="took three boats", char_start=at + 5))
    assert shown(one(replace(overview, quotes=(first, second))), [Section.QUOTES]) == (
        "Ann Reed · The mayor\n    “The sea took three boats”  ¶ 2 · line 3\n"
    )


def test_a_timeline_is_in_order_of_date() -> None:
    """Without colour it is a list; what has no date comes last."""
    assert shown(one(), [Section.DATES], width=60) == (
        "1953  In 1953 the sea had taken the whole fleet, and the\n"
        "      harbour wall was built after that.  ¶ 3 · line 5\n"
        "2018  The mayor, Ann Reed, closed the harbour of Port Vale\n"
        "      on Monday after the storm of 2018.  ¶ 1 · line 1\n"
        "\n"
        "not dated\n"
        "Monday  The mayor, Ann Reed, closed the harbour of Port Vale\n"
        "        on Monday after the storm of 2018.  ¶ 1 · line 1\n"
    )


def test_a_timeline_on_a_terminal_is_a_line() -> None:
    """Dots with a bar between them; the date is bold in its sentence."""
    text = shown(one(), [Section.DATES], width=60, colour="standard")
    assert text.count("●") == 2
    assert text.count("│") == 1
    assert "\x1b[1m1953\x1b[0m" in text


def test_people_and_numbers() -> None:
    """Who they are and where they are named; each number beside its sentence."""
    assert shown(one(), [Section.PEOPLE]) == "Ann Reed · The mayor · 2 mentions · lines 1, 3\n"
    assert shown(one(), [Section.PLACES]) == "Port Vale · 1 mention · line 1\n"
    assert shown(one(), [Section.NUMBERS]) == (
        "three  “The sea took three boats,” Reed told reporters from the Vale Gazette at\n"
        "       the town hall.  ¶ 2 · line 3\n"
    )


def test_several_sections_have_headings() -> None:
    """A single one needs none; those without anything are left out."""
    text = shown(one(), [Section.PLACES, Section.OUTLINE, Section.ORGANISATIONS])
    assert text == (
        "organisations\nVale Gazette · 1 mention · line 3\n"
        "\nplaces\nPort Vale · 1 mention · line 1\n"
    )


def test_several_articles() -> None:
    """Each with its date and its first sentence; names of all; citations name the article."""
    found = Collection((made(), made(path="new.txt", published="2020-01-01")), total=9)
    text = shown(found)
    assert text.startswith("the newest 2 of 9 articles\n\nharbour\n    The mayor, Ann Reed")
    assert "\nnew · 2020-01-01\n    The mayor" in text
    assert text.endswith(
        "people  Ann Reed, The mayor\nquoted  Ann Reed 2\n"
        "also    1 organisation · 1 place · 6 dates · 2 numbers\n"
    )
    assert "“The sea took three boats”  new · ¶ 2 · line 3\n" in shown(found, [Section.QUOTES])
    assert "4 mentions · in harbour, new\n" in shown(found, [Section.PEOPLE])


def test_an_article_without_marks_has_no_rows_of_names() -> None:
    """Its summary is all there is."""
    text = shown(one(made_overview_of()))
    assert text.endswith("that.  ¶ 3\n")


def test_rows_of_names_end_with_how_many_more_there_are() -> None:
    """However many people there are, the row takes three lines."""
    overview = made()
    (person,) = overview.people
    people = tuple(replace(person, name=f"Person Number{n}") for n in range(200))
    rows = shown(one(replace(overview, people=people))).splitlines()
    first = next(row for row, line in enumerate(rows) if line.startswith("people"))
    last = next(row for row, line in enumerate(rows) if line.startswith("quoted"))
    assert last - first <= 3
    assert rows[last - 1].endswith(" more")


def test_citations_are_links_where_there_are_links() -> None:
    """They lead to the line of the file."""
    options = RenderOptions(links=Links("editor://{path}:{line}", Path("/corpus")))
    text = shown(one(), [Section.QUOTES], colour="standard", options=options)
    assert "editor:///corpus/harbour.txt:3" in text


HOSTILE = "\x1b[31mAnn\x07 \u202eReed\u202c [bold]x[/] \x9b2J\0 " + "y" * 500


@pytest.mark.parametrize("colour", [None, "standard"])
def test_nothing_of_an_article_moves_the_cursor(colour: str | None) -> None:
    """Names, titles, roles, sentences and dates may hold whatever they like."""
    bad = Place(HOSTILE, 0, len(HOSTILE), 1, 1)
    overview = made(title=HOSTILE, author=HOSTILE, source=HOSTILE, published=HOSTILE)
    (person,), (quote,) = overview.people, overview.quotes
    overview = replace(
        overview,
        summary=(bad,),
        people=(replace(person, name=HOSTILE, role=bad),),
        quotes=(replace(quote, speaker=HOSTILE, place=bad, clause=None),),
        dates=tuple(replace(d, place=bad, sentence=bad, date=HOSTILE) for d in overview.dates),
        numbers=tuple(replace(n, place=bad, sentence=bad) for n in overview.numbers),
    )
    for sections in (ALL_SECTIONS, *((section,) for section in Section)):
        for found in (one(overview), Collection((overview, overview), total=2)):
            text = shown(found, sections, colour=colour)
            # Those that are left are the console's own.
            for char in ("\x07", "\u202e", "\x9b", "\0", "\x1b[31m"):
                assert char not in text
            assert "\x1b" not in text or colour


def test_a_section_by_itself() -> None:
    """What a session shows for one of its commands."""
    console = Console(file=StringIO(), width=80)
    assert render_section(one(), console, Section.OUTLINE).plain == ""
    assert "Ann Reed" in render_section(one(), console, Section.QUOTES).plain
