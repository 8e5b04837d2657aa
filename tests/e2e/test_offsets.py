"""The one promise above all: a file's text from `char_start` to `char_end` is the text shown."""

import hashlib
from pathlib import Path

import pytest

import qa
from qa.model import Answer
from tests.support.desk import Desk

PLAIN = "The harbour was closed on Monday. Ships waited outside.\n\nThe mayor blamed the storm."

TEXTS = {
    "plain.txt": PLAIN,
    "bom.txt": f"\ufeff{PLAIN}",
    "crlf.txt": PLAIN.replace("\n", "\r\n"),
    "bom_crlf.md": f"\ufeff# Harbour\n\n{PLAIN}\n".replace("\n", "\r\n"),
    "old_mac.txt": PLAIN.replace("\n", "\r"),
    "emoji.txt": "🚢🚢 The harbour 👨‍👩‍👧‍👦 was closed 🇮🇳. Ships 🛳️ waited.\n\n🌊 The storm. 🌊",
    "combining.txt": "The cafe\u0301 in Mu\u0308nchen shut.\n\nIt re\u0301opened e\u0300 later.",
    "rtl.txt": "הנמל נסגר ביום שני. The harbour was closed.\n\nأُغلِقَ الميناء يوم الاثنين.",
    "nul.txt": "The harbour\0 was closed.\0 Ships waited.\n\n\0The mayor\0 blamed it.",
    "escape.txt": "The \x1b[2J\x1b[31mharbour\x1b[0m was closed. Ships\x07 waited.\n\n\x9b1m end",
    "markup.txt": "The [bold]harbour[/bold] was [/] closed. {x} <b>Ships</b> %s.\n\n[red]End.",
    "bidi.txt": "The harbour \u202ewas desolc\u202c. \u2066Ships\u2069 waited.\n\nZero\u200bwidth.",
    "front.md": "---\ntitle: Héllo 🚢\n---\n\n# Ünder\n\nThe *harbour* was **shut**.\n\n> Ships.\n",
    "lines.txt": "The harbour\u2028was closed.\u2029Ships\x85 waited.\x0c The end.\n\nMore.",
    "one_line.txt": ("The harbour was closed on day {}. " * 300).format(*range(300)),
}


def _check(answer: Answer, corpus: Path) -> int:
    """Hold every span of an answer against the file itself; return how many there were."""
    for passage in answer.passages:
        cited = passage.citation
        raw = (corpus / cited.path).read_bytes()
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        assert text[cited.char_start : cited.char_end] == passage.text
        assert cited.sha256 == hashlib.sha256(passage.text.encode()).hexdigest()
        sentence = passage.sentence
        assert text[sentence.char_start : sentence.char_end] == sentence.text
        assert cited.char_start <= sentence.char_start < sentence.char_end <= cited.char_end
        assert cited.line_start == 1 + text.count("\n", 0, cited.char_start)
        assert cited.line_end == 1 + text.count("\n", 0, cited.char_end - 1)
        assert cited.paragraph >= 1
        if answer.answer and answer.answer.passage == passage.rank:
            found = answer.answer
            assert text[found.char_start : found.char_end] == found.text
            assert cited.char_start <= found.char_start < found.char_end <= cited.char_end
    return len(answer.passages)


def test_the_sample_article_slices_back(built: tuple[Path, Path]) -> None:
    """With the real model, for questions that are answered and for those that are not."""
    corpus, index = built
    outcomes = set()
    with qa.open_index(index, corpus=corpus) as engine:
        for question in (
            "When does Putin arrive in India?",
            "Who edited this article?",
            "How much is the trade worth?",
            "What is the capital of Peru?",
        ):
            answer = engine.ask(question, limit=100)
            assert _check(answer, corpus) >= 20
            outcomes.add(answer.outcome)
        first = engine.ask("When does Putin arrive in India?")
    assert first.passages[0].citation.paragraph == 1
    assert "on Thursday" in first.passages[0].sentence.text
    assert first.answer is not None
    assert len(outcomes) > 1


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory, small_model: Path) -> Desk:
    """Articles of every kind, indexed with the small model."""
    folder = tmp_path_factory.mktemp("strange")
    desk = Desk(folder / "corpus", folder / "index", small_model)
    for name, content in TEXTS.items():
        desk.write(name, content)
    desk.rebuild()
    return desk


@pytest.mark.parametrize("name", TEXTS)
def test_every_kind_of_file_slices_back(strange: Desk, name: str) -> None:
    """Whatever bytes a file is made of."""
    with strange.engine() as engine:
        for question in ("Was the harbour closed?", "Ships", "הנמל", "🌊"):
            answer = engine.ask(question, within=name, limit=100)
            assert _check(answer, strange.corpus) >= 1
            assert {passage.citation.path for passage in answer.passages} == {name}
