"""How an answer looks on a terminal and in a pipe."""

import re
from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from qa.model import Alternative, Answer, AnswerItem, AnswerKind, Outcome, Ranks
from qa.terminal.output.layout import console_for
from qa.terminal.output.markdown import markdown
from qa.terminal.output.text import render, render_question
from qa.terminal.output.theme import PLAIN, RenderOptions
from tests.support.consoles import printed
from tests.support.made_answers import SENTENCE, SHORT, TEXT, made_answer, made_passage

BOLD_GREEN, UNDERLINED = "\x1b[1;32m", "\x1b[1;4;32m"


def shown(
    answer: Answer,
    options: RenderOptions | None = None,
    *,
    width: int = 80,
    colour: str | None = None,
    no_color: bool = False,
) -> str:
    """Return what a console of that width shows; without `colour` nothing can be styled."""
    return printed(
        lambda console: render(answer, console, options),
        width=width,
        colour=colour,
        no_color=no_color,
    )


def test_the_answer_comes_first_then_the_passages_with_their_citations() -> None:
    """In plain text, marks stand around the lit sentence and the answer in it."""
    second = made_passage("Nobody met her.", "Nobody met her.", rank=2, section="Afterwards")
    assert shown(made_answer(made_passage(title="Arrivals"), second), width=60) == (
        "on Monday\n"
        "confidence 0.93\n"
        "\n"
        "[1] Arrivals · ¶ 3 · line 5\n"
        "    The sky was grey. »Anna Meyer arrived *on Monday* by\n"
        "    train.« Nobody met her.\n"
        "\n"
        "[2] arrivals/anna · ¶ 3 · line 5 · § Afterwards\n"
        "    »Nobody met her.«\n"
    )


def test_on_a_terminal_the_sentence_is_lit_and_the_answer_underlined() -> None:
    """Styles take the place of the marks, in colours of the terminal's own palette."""
    text = shown(made_answer(), colour="standard")
    assert f"{BOLD_GREEN}Anna Meyer arrived \x1b[0m{UNDERLINED}on Monday\x1b[0m" in text
    assert "»" not in text
    assert "*" not in text


def test_only_the_passages_that_answer_are_lit() -> None:
    """The first, and those an item points at; of the rest what is around the sentence is dim."""
    passages = [made_passage(rank=rank, document=f"d{rank}") for rank in (1, 2, 3)]
    item = AnswerItem(SHORT, 0, len(SHORT), 3)
    answer = replace(made_answer(*passages), items=(item,))
    blocks = re.split(r"\n\n", shown(answer, colour="standard"))[1:]
    lit = ["32m" in block for block in blocks]
    assert lit == [True, False, True]
    assert "Anna Meyer arrived" in re.sub(r"\x1b\[2m[^\x1b]*", "", blocks[1])
    assert shown(answer).count("»") == len(passages)
    text = markdown(answer, RenderOptions())
    assert text.count("**Anna Meyer") == 2


def test_without_colour_bold_and_underline_remain() -> None:
    """NO_COLOR takes the colours and leaves what tells the sentence from the rest."""
    text = shown(made_answer(), colour="standard", no_color=True)
    assert "\x1b[1mAnna Meyer arrived \x1b[0m\x1b[1;4mon Monday\x1b[0m" in text
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", text)


def test_the_environment_decides_on_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal has styles, a dumb one and a pipe none; a pipe has them if FORCE_COLOR says so."""

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM", raising=False)
    assert console_for(Terminal()).color_system == "standard"
    monkeypatch.setenv("NO_COLOR", "1")
    assert console_for(Terminal()).no_color
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert console_for(Terminal()).color_system is None
    for value, expected in (("", None), ("0", None), ("1", "standard"), ("always", "standard")):
        monkeypatch.setenv("FORCE_COLOR", value)
        assert console_for(StringIO()).color_system == expected
    assert console_for(StringIO(), theme=PLAIN).color_system is None
    assert console_for(Terminal()).color_system is None
    monkeypatch.setenv("NO_COLOR", "1")
    assert console_for(StringIO()).color_system is None


def test_a_width_of_no_columns_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS=0, as some programs set it, means that the width is not known."""
    monkeypatch.setenv("COLUMNS", "0")
    out = StringIO()
    console = console_for(out)
    console.print(render(made_answer(), console))
    assert out.getvalue().startswith("on Monday\nconfidence 0.93\n")


@pytest.mark.parametrize(
    ("terminal", "expected"),
    [
        (False, "> When did Anna [2J arrive at the station of the town?"),
        (True, "> When did Anna [2J\n  arrive at the station\n  of the town?"),
    ],
)
def test_a_question_above_its_answer_is_wrapped_on_a_terminal_alone(
    expected: str, *, terminal: bool
) -> None:
    """In a pipe each is one line, which a program finds; nothing in it is sent to a terminal."""
    console = Console(file=StringIO(), force_terminal=terminal, width=24)
    question = "When did Anna \x1b[2J arrive at\nthe station of the town?"
    shown_text = render_question(question, console).plain.replace("\N{SYMBOL FOR ESCAPE}", "")
    assert shown_text == expected


def test_a_question_that_is_not_answered_gets_a_plain_no() -> None:
    """The nearest passage follows for what it is: grey, with nothing lit."""
    second = made_passage("Nobody met her.", "Nobody met her.", rank=2)
    answer = made_answer(made_passage(), second, short=None, outcome=Outcome.NOT_FOUND)
    assert shown(answer) == (
        "The article does not say.\n"
        "confidence 0.93\n"
        "\n"
        "nearest passage:\n"
        "[1] arrivals/anna · ¶ 3 · line 5\n"
        f"    {TEXT}\n"
    )
    assert f"\x1b[2m{TEXT}\x1b[0m" in shown(answer, colour="standard")
    assert shown(answer, RenderOptions(articles=2)).startswith("The articles do not say.\n")
    both = shown(answer, RenderOptions(nearest=5))
    assert "nearest passages:\n[1] " in both
    assert "\n\n[2] " in both


def test_yes_or_no_and_the_items_of_a_list_are_said() -> None:
    """Yes or no before the sentence that decides; items below, each with its passage."""
    decided = replace(made_answer(), kind=AnswerKind.YES_NO, polarity="no")
    assert shown(decided).startswith("No: on Monday\nconfidence")
    items = (AnswerItem("Anna", 100, 104, 1), AnswerItem("Bo", 110, 112, 2))
    several = replace(made_answer(), kind=AnswerKind.LIST, items=items)
    assert shown(several).startswith("on Monday\n- Anna [1]\n- Bo [2]\nconfidence")
    assert "- Anna" not in shown(replace(several, items=items[:1]))


def test_a_weak_answer_says_perhaps() -> None:
    """What may not answer is not shown as if it did."""
    weak = made_answer(outcome=Outcome.WEAK)
    assert shown(weak).startswith("Perhaps: on Monday\nconfidence 0.93\n\n[1] ")
    assert "»Anna Meyer arrived *on Monday* by train.«" in shown(weak)
    other = Alternative("Oslo", 100, 104, 3, 0.3)
    perhaps = shown(replace(weak, alternatives=(other,)))
    assert perhaps.startswith("Perhaps: on Monday [1], or Oslo [3]\n")
    nothing = shown(made_answer(short=None, outcome=Outcome.WEAK))
    assert nothing.startswith("Nothing says so outright; these passages come nearest.\n")


def test_an_answer_without_a_short_text_is_the_lit_sentence() -> None:
    """Some questions want a sentence."""
    assert shown(made_answer(short=None)).startswith(f"{SENTENCE}\nconfidence")
    whole = shown(made_answer(short=SENTENCE))
    assert f"»{SENTENCE}«" in whole
    assert "*" not in whole


def test_a_completed_question_and_the_time_are_shown_when_wanted() -> None:
    """What was searched stands above the answer if it is not what was typed."""
    answer = made_answer(question="And when?", searched="And when did Anna arrive?")
    lines = shown(answer, RenderOptions(timed=True)).splitlines()
    assert lines[:4] == [
        "  searched: And when did Anna arrive?",
        "",
        SHORT,
        "confidence 0.93 · 6 ms",
    ]
    assert "searched" not in shown(made_answer(question=" a  b ", searched="a b"))


def test_explaining_shows_each_score_under_its_own_name() -> None:
    """Scores are no percentages; evidence adds up in log-odds."""
    text = shown(made_answer(), RenderOptions(explain=True))
    assert (
        "    view         score  rank\n"
        "    dense        0.610     2\n"
        "    sentence     0.660     1\n"
        "    bm25         4.200     3\n"
        "    fused        0.710     1\n"
        "\n"
        "asked for: fact\n"
        "confidence 0.93 comes from (log-odds)\n"
        "    +2.50  nearness\n"
        "    -0.25  gap to the next\n"
        "    +2.25  in all\n"
    ) in text
    assert "%" not in text


@pytest.mark.parametrize("width", [12, 30, 40, 80, 100, 200])
def test_no_line_is_wider_than_the_window_or_than_a_hundred_columns(width: int) -> None:
    """Lines break at words, wide characters count for two, and no line ends in a space."""
    text = (
        "東京は日本の首都です。" * 9
        + " A plain sentence with some words follows it. " * 4
        + "x" * 120
    )
    passage = made_passage(text.strip(), text.strip()[:99], title="A rather long title of it all")
    passage = replace(passage, citation=replace(passage.citation, section="A section with words"))
    for styled in (None, "standard"):
        lines = shown(made_answer(passage, short=text[:11]), width=width, colour=styled)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", lines).splitlines()
        assert max(cell_len(line) for line in plain) <= min(width, 100)
        assert not [line for line in plain if line != line.rstrip()]
    if width >= 80:
        assert any(cell_len(line) > 70 for line in plain)


def test_a_citation_breaks_between_its_parts() -> None:
    """In a narrow window `line 1` stays together."""
    passage = made_passage(section="Balancing here and there")
    cited = "[1] arrivals/anna · ¶ 3 · line 5\n    § Balancing here and there\n"
    assert cited in shown(made_answer(passage), width=40)
    cited = "[1] arrivals/anna · ¶ 3\n  line 5\n  § Balancing here and there\n"
    assert cited in shown(made_answer(passage), width=28)


def test_paragraphs_wrapped_by_hand_flow_and_others_keep_their_breaks() -> None:
    """A newline after half a sentence is a space, between whole paragraphs it is kept."""
    by_hand = "This line was\nwrapped by hand.\r\nAs was this\none."
    assert "    »This line was wrapped by hand.« As was this one.\n" in shown(
        made_answer(made_passage(by_hand, "This line was\nwrapped by hand."), short=None)
    )
    by_line = "One paragraph.\n“A second one.”\nA third"
    assert "    »One paragraph.«\n    “A second one.”\n    A third\n" in shown(
        made_answer(made_passage(by_line, "One paragraph."), short=None)
    )
    with_blank = "One that is\nwrapped\n\nanother one"
    assert "    »One that is wrapped«\n    another one\n" in shown(
        made_answer(made_passage(with_blank, "One that is\nwrapped"), short=None)
    )


def test_a_passage_of_monstrous_length_is_shown_around_its_lit_sentence() -> None:
    """What is left out is marked, and the sentence is in what is shown."""
    text = "word " * 50_000 + "Here it is. " + "word " * 50_000
    page = shown(made_answer(made_passage(text, "Here it is."), short="it"))
    assert "»Here *it* is.«" in " ".join(page.split())
    assert "    … word word" in page
    assert page.rstrip().endswith("word …")
    assert len(page) < 6000


def test_several_lines_are_cited_as_such() -> None:
    """A passage over three lines names the first and the last."""
    text = "One.\nTwo.\nThree."
    assert "· lines 5–7\n" in shown(made_answer(made_passage(text, "Two."), short=None))


def test_articles_of_the_same_title_are_told_apart() -> None:
    """The file's name follows a title that another article shown has; others stay short."""
    passages = [
        made_passage(rank=number, title=title, document=document)
        for number, (title, document) in enumerate(
            [("Arrivals", "a.txt"), ("Arrivals", "a.md"), ("Departures", "b")], 1
        )
    ]
    lines = shown(made_answer(*passages)).splitlines()
    heads = [line for line in lines if line.startswith("[")]
    assert [head.split(" · ")[0] for head in heads] == [
        "[1] Arrivals (a.txt)",
        "[2] Arrivals (a.md)",
        "[3] Departures",
    ]


def whole(kind: AnswerKind, *items: AnswerItem, asked: str | None = None) -> Answer:
    """Return an answer that tells of an article as a whole."""
    return replace(made_answer(), kind=kind, items=items, asked=asked, confidence=1.0)


def test_what_is_quoted_stands_below_who_says_it() -> None:
    """Who is quoted is the heading; each stands where its passage does."""
    said = [
        AnswerItem(text, 0, 4, rank, name)
        for text, rank, name in (
            ("It rains", 1, "Ann"),
            ("It pours", None, "Ann"),
            ("It is dry", None, "Bo"),
        )
    ]
    assert shown(whole(AnswerKind.QUOTES, *said)) == (
        "Quoted: Ann and Bo · arrivals/anna\n"
        "Ann:\n"
        "- It rains  [1] ¶ 3 · line 5\n"
        "- It pours\n"
        "Bo:\n"
        "- It is dry\n"
    )
    assert shown(whole(AnswerKind.QUOTES, *said[:2])).startswith("Ann says · arrivals/anna\n- It")


def test_people_have_their_roles_and_a_timeline_its_dates() -> None:
    """Numbers and places stand one after another."""
    person = AnswerItem("Ann", 0, 3, 1, detail="a baker")
    assert shown(whole(AnswerKind.PEOPLE, person)) == (
        "1 person · arrivals/anna\n- Ann, a baker  [1] ¶ 3 · line 5\n"
    )
    event = AnswerItem("It rained.", 0, 3, None, detail="2014")
    assert shown(whole(AnswerKind.TIMELINE, event)).endswith("- 2014: It rained.\n")
    numbers = [AnswerItem("5 men", 0, 3, 1), AnswerItem("two", 0, 3, None)]
    listed = whole(AnswerKind.LIST, *numbers, asked="numbers")
    listed = replace(listed, passages=(replace(listed.passages[0], ranks=Ranks(0, 0, 0)),))
    assert shown(listed) == ("2 numbers · arrivals/anna\n5 men [1], two\n[1] ¶ 3 · line 5\n")
    text = markdown(listed, RenderOptions())
    assert "**2 numbers**\n\n- 5 men \\[1\\]\n- two\n" in text


def test_a_speaker_is_sanitized() -> None:
    """What is read from files is never trusted."""
    item = AnswerItem("x\x1b[31m", 0, 3, 1, "\x1b]0;Bo\x07")
    assert "\x1b" not in shown(whole(AnswerKind.QUOTES, item))


def test_nothing_found_says_why() -> None:
    """In a sentence, without a confidence."""
    none = replace(made_answer(), outcome=Outcome.NOT_FOUND, passages=(), answer=None, items=())
    assert shown(replace(none, reason="Nobody is quoted.")) == "Nobody is quoted.\n"
