"""The session's commands about answers, in a real pseudo-terminal, with a real index."""

import base64
import json
import re
from pathlib import Path

import pytest

from tests.support.desk import DOGS, RAIN, Desk
from tests.support.terminal_driver import Terminal, session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

QUESTION = "When does Putin arrive in India?"
OFF_TOPIC = "How do I bake sourdough bread at home?"

Built = tuple[Path, Path]


def copied(terminal: Terminal) -> str:
    """Return what was last put on the clipboard through the terminal."""
    found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", terminal.raw)
    return base64.b64decode(found[-1]).decode()


def test_more_and_less_of_an_answer(built: Built) -> None:
    """`/more` numbers on, `/limit`, `/scores` and `/in` stay set and are in the toolbar."""
    with session(*built, rows=90) as terminal:
        terminal.prompt().enter("/more").wait_for("there is no answer yet; ask a question first")
        terminal.prompt().enter("/limit 2").wait_for("limit 2\n›").wait_for_foot("limit 2")
        terminal.enter(QUESTION).wait_for("[2] ").prompt()
        assert "[3] " not in terminal.text
        terminal.enter("/more").wait_for("[4] ").prompt()
        assert terminal.text.count("[3] ") == 1
        assert terminal.text.count("confidence") == 1
        assert "dense" not in terminal.text
        terminal.enter("/limit 0").wait_for("the limit is a number from 1 to 100, not 0").prompt()
        terminal.enter("/scores on").wait_for_foot("limit 2 · scores")
        terminal.enter("/limit 1").prompt().enter("/again").wait_for("    dense 0.").prompt()
        assert re.search(
            r"dense 0\.\d{3} · sentence 0\.\d{3} · bm25 \d+\.\d{3} · fused", terminal.text
        )
        terminal.enter("/scores of").wait_for("scores are on or off, not of").prompt()
        terminal.enter("/scores off").wait_for("scores off").prompt()
        terminal.enter("/in puttin*").wait_for("no article matches puttin*; ")
        terminal.prompt().enter("/in putin*").wait_for("in putin*: 1 of 1 articles")
        terminal.wait_for("\nputin* ›").wait_for_foot("in putin* · limit 1")
        terminal.enter(QUESTION).wait_for("confidence", times=3)
        terminal.wait_for("\nputin* ›", times=2).enter(OFF_TOPIC)
        terminal.wait_for("only putin* was asked; /in alone asks them all")
        terminal.wait_for("\nputin* ›", times=3).enter("/in").wait_for("in all articles").prompt()
        assert "in putin" not in terminal.foot


def test_where_a_passage_stands_and_taking_it_along(built: Built, tmp_path: Path) -> None:
    """`/source`, `/copy`, `/log`, `/again` and `/save`."""
    saved = tmp_path / "a session.md"
    path = {"PATH": "/nonexistent", "SSH_CONNECTION": "1"}
    with session(*built, rows=80, columns=100, environment=path) as terminal:
        terminal.prompt().enter("/save x.md").wait_for("there is nothing to save yet").prompt()
        terminal.enter("/log").wait_for("nothing has been asked yet").prompt()
        terminal.enter(QUESTION).wait_for("[3] ").prompt()
        terminal.enter("/source").wait_for("sha256").prompt()
        for row in ("path        putin-india-summit.txt", "lines       1", "characters  0–216"):
            assert row in terminal.text
        terminal.enter("/source 9").wait_for("there is no passage 9; they go from 1 to 3").prompt()
        terminal.enter("/copy 1").wait_for("copied [1] with its citation").prompt()
        quotation = copied(terminal)
        assert quotation.startswith("“Russian President Vladimir Putin is set to arrive in India")
        assert quotation.endswith(
            "geopolitical upheavals.”\n— putin-india-summit, ¶ 1, line 1 (putin-india-summit.txt)\n"
        )
        terminal.enter(OFF_TOPIC).wait_for("The article does not say.").prompt()
        terminal.enter("/again 1").wait_for("[3] ", times=2).prompt()
        terminal.enter("/again 7").wait_for("there is no turn 7; they go from 1 to 3").prompt()
        terminal.enter("/log").wait_for(f"  3  {QUESTION}").prompt()
        assert f"  2  {OFF_TOPIC}\n     The article does not say.\n" in terminal.text
        terminal.enter(f"/save {saved}").wait_for("saved 3 turns in").prompt()
        text = saved.read_text()
        assert text.startswith(f"# Questions and answers\n\n## {QUESTION}\n\n**")
        assert text.count("## ") == 3
        assert saved.stat().st_mode & 0o777 == 0o600
        terminal.enter(f"/save {saved}").wait_for("put --force after it").prompt()
        saved.write_text("mine")
        terminal.enter(f"/save {saved} --force").wait_for("saved 3 turns", times=2).prompt()
        assert saved.read_text() == text
        terminal.enter(f"/save {tmp_path}/s.json").wait_for("saved 3 turns", times=3).prompt()
        terminal.enter("/save notes.doc").wait_for("ends in neither .md nor .json").prompt()
    made = json.loads((tmp_path / "s.json").read_text())
    assert [turn["answer"]["question"] for turn in made["turns"]] == [QUESTION, OFF_TOPIC, QUESTION]
    assert made["turns"][0]["answer"]["passages"][0]["citation"]["char_end"] == 216
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a session.md", "s.json"]


def test_an_answer_from_an_edited_article_carries_a_badge(built: Built, tmp_path: Path) -> None:
    """The toolbar names the file, and the citation says that it was edited since."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    name = "putin-india-summit.txt"
    text = (built[0] / name).read_bytes()
    (corpus / name).write_bytes(text)
    with session(corpus, built[1]) as terminal:
        terminal.prompt().wait_for_foot("1 article")
        (corpus / name).write_bytes(text.replace(b"Thursday", b"Saturday"))
        terminal.wait_for_foot(f"{name} changed since: /rebuild")
        terminal.enter(QUESTION).wait_for("[3] ").prompt()
        assert "[1] putin-india-summit · ¶ 1 · line 1 · edited since\n" in terminal.text
        terminal.enter("/source 1").wait_for("edited since it was indexed").prompt()


def test_the_keys_of_the_foot_do_what_they_say(built: Built) -> None:
    """What is being typed outlives them; Alt-Enter breaks the line; Tab completes a name."""
    with session(*built, columns=100) as terminal:
        terminal.prompt().wait_for_foot("F1 help  F2 scores  F3 more  F4 vi  F5 rebuild")
        terminal.type("half a quest").wait_for("half a quest")
        terminal.type("\x1bOP").wait_for("Alt-Enter").wait_for("› half a quest", times=1)
        terminal.type("\x1bOQ").wait_for_foot("scores  ").type("\x1bOQ")
        terminal.type("\x1bOR").wait_for("there is no answer yet").wait_for("› half a quest")
        terminal.type("\x1bOS").wait_for_foot("F4 emacs").type("\x1bOS").wait_for_foot("F4 vi")
        terminal.type("\x03").prompt().type("When does\x1b\rPeskov arriv").wait_for("Peskov arriv")
        assert terminal.lines[-2].endswith("› When does")
        terminal.type("\x03").prompt().type("Who is Pesk").wait_for("Pesk")
        # The vocabulary is loaded in the background.
        terminal.type_until("\t", "Who is Peskov")
        terminal.type("\x03").prompt().type("/in put").wait_for("  putin-india-summit")
        terminal.type("\t").wait_for("› /in putin-india-summit")


def test_articles_of_one_name_are_chosen_and_cited_apart(desk: Desk) -> None:
    """Their endings are offered, shown and taken, though `/in` takes what they share as well."""
    for name, text in (("a.txt", DOGS), ("a.md", RAIN), ("b.txt", "The train leaves at nine.")):
        desk.write(name, text)
    desk.rebuild()
    with session(desk.corpus, desk.index) as terminal:
        terminal.prompt().enter("/in a").wait_for("in a: 2 of 3 articles (a.md, a.txt)")
        terminal.wait_for("\na ›").enter("/in a.md").wait_for("in a.md: 1 of 3 articles;")
        terminal.wait_for("\na.md ›").enter("Which harbour was flooded?")
        terminal.wait_for("[1] a.md · ¶ 1").wait_for("\na.md ›", times=2)
        terminal.type("/in a").wait_for("  a.txt").type("\x03")
