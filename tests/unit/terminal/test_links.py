"""Citations as links: where they lead, and which terminals get them."""

from pathlib import Path

import pytest

from qa.terminal.output.passage import Links, links_for, supports_links
from qa.terminal.output.theme import RenderOptions
from tests.support.made_answers import made_answer, made_passage
from tests.unit.terminal.test_text import shown

KITTY = {"TERM": "xterm-kitty"}


def test_a_link_leads_to_the_line() -> None:
    """Whatever is in a name is escaped."""
    citation = made_passage(document="a b/é\x1b;%").citation
    link = Links("vscode://file{path}:{line}", Path("/corpus"))
    assert link.address(citation) == "vscode://file/corpus/a%20b/%C3%A9%1B%3B%25.txt:5"


@pytest.mark.parametrize(
    ("environment", "known"),
    [
        (KITTY, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "6800"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4900"}, False),
        ({"TERM": "xterm-256color", "WT_SESSION": "x"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "dumb", "TERM_PROGRAM": "WezTerm"}, False),
        ({}, False),
    ],
)
def test_only_terminals_that_know_links_get_them(
    environment: dict[str, str], *, known: bool
) -> None:
    """Others would show the address, or rubbish."""
    assert supports_links(environment) is known


def test_the_setting_decides_where_links_lead() -> None:
    """To the file, nowhere, or by a template."""
    corpus = Path("/corpus")
    assert links_for("auto", corpus, KITTY) == Links("file://{path}", corpus)
    assert links_for("off", corpus, KITTY) is None
    assert links_for("x:{path}", corpus, KITTY) == Links("x:{path}", corpus)
    assert links_for("x:{path}", corpus, {}) is None


def test_the_name_in_a_citation_is_the_link() -> None:
    """In a pipe there is none."""
    options = RenderOptions(links=Links("file://{path}", Path("/corpus")))
    text = shown(made_answer(), options, colour="standard")
    assert ";file:///corpus/arrivals/anna.txt\x1b\\\x1b[36marrivals/anna\x1b[0m" in text
    assert "file://" not in shown(made_answer(), options)
