"""`qa verify`: what it shows, writes and ends with."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from qa.errors import UsageError
from qa.terminal.app import main
from qa.terminal.output.theme import RenderOptions
from qa.terminal.output.verification_text import verification_text
from qa.terminal.session.export import save_turns
from qa.terminal.session.turns import SessionTurns
from qa.verifying import read_saved, verify
from qa.wire.answers import error_object
from tests.support.made_answers import made_answer
from tests.support.saved_answers import passage_of, saved, write_corpus, write_json

FIRST = "Rain fell all night on the old harbour."
SECOND = "The boats stayed in, said Anna Meyer. Nobody went out on Monday."
ARTICLE = f"A headline\n\n{FIRST}\n\n{SECOND}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus with one article."""
    return write_corpus(tmp_path / "corpus", rain=ARTICLE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An answer that cites both of its passages."""
    first = passage_of(ARTICLE, FIRST, "rain", rank=2)
    second = passage_of(ARTICLE, SECOND, "rain", sentence="Nobody went out on Monday.")
    return write_json(tmp_path / "saved.json", saved(second, first, short="Monday"))


def told(file: Path | str, corpus: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return the exit code and what was shown."""
    code = main(["verify", str(file), "--corpus", str(corpus)])
    captured = capsys.readouterr()
    assert captured.err == ""
    return code, captured.out


def test_where_all_is_the_same_one_line_says_so(
    file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing else is worth a line."""
    assert told(file, corpus, capsys) == (0, "2 citations in 1 answer: all the same\n")


def test_what_is_not_the_same_follows_the_summary(
    file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its question, its old place and what became of it."""
    edited = SECOND.replace("Anna Meyer", "Bert Maier")
    write_corpus(corpus, rain=f"{edited}\n", archive__rain=FIRST)
    code, out = told(file, corpus, capsys)
    assert code == 1
    assert out == (
        "2 citations in 1 answer: 1 moved, 1 changed\n"
        "\n"
        "changed · When did Anna arrive?\n"
        "    [1] rain.txt · line 5\n"
        "        The boats stayed in, said [-Anna Meyer.-] {+Bert Maier.+} Nobody went\n"
        "        out on Monday.\n"
        "        now line 1\n"
        "        the lit sentence still stands, the answer still stands\n"
        "\n"
        "moved · When did Anna arrive?\n"
        "    [2] rain.txt · line 3\n"
        "        now in archive/rain.txt · line 1\n"
    )


def test_what_has_moved_still_holds(
    file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what has changed or is gone makes the exit code 1."""
    write_corpus(corpus, rain=f"A longer headline\n\n{FIRST}\n\n{SECOND}\n")
    code, out = told(file, corpus, capsys)
    assert code == 0
    assert out.startswith("2 citations in 1 answer: 2 moved\n")
    assert "        still line 3, now characters 19–58\n" in out


FORGED = [
    ("line_start", 9, "line_start: cited 9, in the article 5"),
    ("line_end", 9, "line_end: cited 9, in the article 5"),
    ("paragraph", 7, "paragraph: cited 7, in the article 3"),
    ("section", "Sport", "section: cited “Sport”, in the article none"),
    ("title", "A \x1b[2J scandal", "title: cited “A ␛[2J scandal”, in the article none"),
    ("document", "other", "document: cited “other”, in the article “rain”"),
]


@pytest.mark.parametrize(("field", "value", "line"), FORGED)
def test_a_forged_field_is_named_and_nothing_is_called_the_same(
    field: str,
    value: str | int,
    line: str,
    file: Path,
    corpus: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A text that stands is the same only if all that is said of its place is so too."""
    record = json.loads(file.read_text())
    true = record["passages"][0]["citation"][field]
    record["passages"][0]["citation"][field] = value
    write_json(file, record)
    code, out = told(file, corpus, capsys)
    assert code == 1
    assert out.startswith("2 citations in 1 answer: 1 the same, 1 miscited\n\nmiscited · ")
    assert out.endswith(f"\n        {line}\n")
    assert main(["verify", str(file), "--corpus", str(corpus), "--json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert [checked["status"] for checked in made["citations"]] == ["miscited", "same"]
    assert made["citations"][0]["field_differences"] == [
        {"field": field, "cited": value, "article": true}
    ]
    assert field in made["checked"]


def test_a_forged_title_is_named_of_a_text_that_has_moved_too(
    file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shifted offsets are no way round the check."""
    record = json.loads(file.read_text())
    for passage in record["passages"]:
        passage["citation"]["title"] = "A scandal"
    write_json(file, record)
    write_corpus(corpus, rain=f"More.\n\n{ARTICLE}")
    code, out = told(file, corpus, capsys)
    assert code == 1
    assert out.startswith("2 citations in 1 answer: 2 miscited\n")
    assert "        now line 7\n        title: cited “A scandal”, in the article none\n" in out


def test_a_forged_plain_answer_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was shown of an answer is what Markdown without its marks is, in a table's row too."""
    article = "The budget is ~~8~~ **9 million** euros.\n"
    (tmp_path / "a.md").write_text(article)
    passage = passage_of(article, article.strip(), "a")
    passage = replace(passage, citation=replace(passage.citation, path="a.md"))
    record = saved(passage, short="**9 million** euros")
    for plain, code in (("9 million euros", 0), ("8 million euros", 1)):
        record["answer"]["plain"] = plain
        file = write_json(tmp_path / "s.json", record)
        assert told(file, tmp_path, capsys)[0] == code
    _, out = told(file, tmp_path, capsys)
    assert "plain: cited “8 million euros”, in the article “9 million euros”\n" in out


def test_what_the_articles_do_not_hold_is_said_to_be_unchecked(
    file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forged question is not found, and nothing claims that it was compared."""
    record = json.loads(file.read_text())
    record["question"] = "Who committed the crime?"
    write_json(file, record)
    assert main(["verify", str(file), "--corpus", str(corpus), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert "question" in made["not_checked"]
    # Every field of a saved answer stands in one of the two lists.
    listed = {*made["checked"], *made["not_checked"], "schema", "passages", "citation"}
    passage = record["passages"][0]
    assert {*record, *passage, *passage["citation"]} <= listed
    assert main(["verify", "--help"]) == 0
    assert "Whether it answers the question is not checked." in " ".join(
        capsys.readouterr().out.split()
    )


def test_what_is_gone_is_quoted(
    file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that one knows what to look for elsewhere."""
    (corpus / "rain.txt").rename(corpus / "other.txt")
    write_corpus(corpus, other="Nothing.")
    code, out = told(file, corpus, capsys)
    assert code == 1
    assert f"        {FIRST}\n        the article is not there, and its text is nowhere\n" in out


def test_a_batch_is_read_and_what_held_no_answer_is_counted(
    file: Path, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Error objects are passed over and told of in grey."""
    line = json.dumps(json.loads(file.read_text()))
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f"{line}\n{json.dumps(error_object(UsageError('bad')))}\n{line}\n")
    assert told(batch, corpus, capsys) == (
        0,
        "4 citations in 2 answers: all the same\npassed over: 1 error\n",
    )


def test_a_saved_session_is_read(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `/save` writes, `qa verify` reads; nothing to check is no failure."""
    turns = SessionTurns()
    turns.add(made_answer(passage_of(ARTICLE, FIRST, "rain"), short=None), shown=1)
    session = save_turns(tuple(turns), str(tmp_path / "s.json"), options=RenderOptions())
    assert told(session, corpus, capsys) == (0, "1 citation in 1 answer: the same\n")
    nothing = write_json(tmp_path / "n.json", {"schema": 1, "error": {"code": 1}})
    assert told(nothing, corpus, capsys) == (
        0,
        "There are no citations to check.\npassed over: 1 error\n",
    )


def test_standard_input_is_read(
    file: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As `-`, like elsewhere."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert told("-", corpus, capsys) == (0, "2 citations in 1 answer: all the same\n")


def test_an_error_names_the_path_only_of_a_file(
    file: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard input has none, which a program can tell."""
    file.write_text("")
    for name, path in ((str(file), str(file)), ("-", None)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
        assert main(["verify", name, "--corpus", str(corpus), "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["error"]["path"] == path


def test_json_tells_all(file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each citation what was cited, where it is now, and what differs."""
    edited = ARTICLE.replace("Monday", "Tuesday").replace("A headline", "Headline")
    write_corpus(corpus, rain=edited)
    assert main(["verify", str(file), "--corpus", str(corpus), "--json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert made["schema"] == 1
    assert made["counts"] == {
        "same": 0,
        "moved": 1,
        "miscited": 0,
        "changed": 1,
        "gone": 0,
        "citations": 2,
        "answers": 1,
        "errors": 0,
        "without_passages": 0,
    }
    changed, moved = made["citations"]
    assert (changed["status"], changed["rank"], changed["answer"]) == ("changed", 1, None)
    assert changed["sentence"] is None
    assert changed["difference"][-2:] == [
        {"words": "dropped", "text": "Monday."},
        {"words": "added", "text": "Tuesday."},
    ]
    start = edited.index(FIRST)
    assert moved["now"] == {
        "path": "rain.txt",
        "line_start": 3,
        "line_end": 3,
        "char_start": start,
        "char_end": start + len(FIRST),
    }
    assert moved["cited"]["char_start"] == ARTICLE.index(FIRST)
    assert moved["sentence"]["text"] == FIRST


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.json"], 2, "none.json cannot be read: No such file or directory"),
        (["."], 2, ". cannot be read: Is a directory"),
        (["a\0b"], 2, "a␀b cannot be read: embedded null byte"),
        (["bad.json"], 2, "bad.json, line 2: it is no JSON: "),
        (["saved.json", "--corpus", "none"], 4, "there is no corpus folder none"),
        ([], 2, "missing argument 'FILE'"),
    ],
)
def test_what_cannot_be_checked_is_one_line(
    arguments: list[str],
    code: int,
    message: str,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With its exit code, and as JSON an object too."""
    monkeypatch.chdir(file.parent)
    (file.parent / "bad.json").write_text("{\n!")
    assert main(["verify", *arguments, "--json"]) == code
    captured = capsys.readouterr()
    assert captured.err.startswith(f"qa: {message}")
    assert captured.err.count("\n") == 1
    assert json.loads(captured.out)["error"]["code"] == code


def test_an_article_that_cannot_be_read_is_a_notice(
    file: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, whatever becomes of the citations."""
    (corpus / "bad.txt").write_bytes(b"\xff")
    write_corpus(corpus, rain="x")
    assert main(["verify", str(file), "--corpus", str(corpus)]) == 1
    assert capsys.readouterr().err == "qa: bad.txt is not UTF-8 text at line 1, byte 1\n"


HOSTILE = "[bold]A[/] \x1b[2J\x1b]8;;http://x\x07 \0 \u202eB \x9b1m stands."


@pytest.mark.parametrize("styled", [True, False])
@pytest.mark.parametrize("article", [HOSTILE.replace("A", "B"), "x", None, f"\n{HOSTILE}"])
def test_what_is_shown_is_harmless(tmp_path: Path, article: str | None, *, styled: bool) -> None:
    """Question, path, old text and new may hold anything."""
    record = saved(passage_of(HOSTILE, HOSTILE, "a\x1b[31m\nb"))
    record["question"] = record["id"] = HOSTILE
    write_corpus(tmp_path, x="x")
    if article is not None:
        (tmp_path / "a\x1b[31m\nb.txt").write_text(article)
    found = read_saved(io.BytesIO(json.dumps(record).encode()), "f")
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=styled, width=60, markup=False, highlight=False, emoji=False
    )
    console.print(verification_text(found, verify(found.citations, tmp_path), console))
    shown = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert not [char for char in shown if char != "\n" and not char.isprintable()]
    assert "[bold]A[/]" in shown


def test_styles_take_the_place_of_marks(file: Path, corpus: Path) -> None:
    """What was lost is struck through, what came is green."""
    write_corpus(corpus, rain=ARTICLE.replace("Anna", "Bert"))
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=80)
    found = read_saved(io.BytesIO(file.read_bytes()), "f")
    console.print(verification_text(found, verify(found.citations, corpus), console))
    assert "\x1b[9;31mAnna\x1b[0m \x1b[32mBert\x1b[0m" in out.getvalue()


def test_long_stretches_that_stayed_are_shortened(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the words next to what differs are shown."""
    words = [f"w{n}" for n in range(60)]
    article = " ".join(words)
    file = write_json(tmp_path / "s.json", saved(passage_of(article, article, "rain")))
    words[30] = "new"
    write_corpus(corpus, rain=" ".join(words))
    _, out = told(file, corpus, capsys)
    assert (
        "… w22 w23 w24 w25 w26 w27 w28 w29 [-w30-] {+new+} w31 w32 w33 w34 w35 w36 w37 w38 …"
        in " ".join(out.split())
    )
