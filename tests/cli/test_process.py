"""The command line as a process: exit codes, streams, pipes, signals, against a real index."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desk import Desk

QA = [sys.executable, "-m", "qa.terminal"]
QUESTION = "When does Putin arrive in India?"
OFF_TOPIC = "How do I bake sourdough bread at home?"

Built = tuple[Path, Path]


def run(
    *arguments: str | bytes,
    stdin: bytes = b"",
    corpus: Path | None = None,
    index: Path | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    """Run `qa` to its end."""
    if corpus is not None:
        environment["QA_CORPUS"] = str(corpus)
    if index is not None:
        environment["QA_INDEX"] = str(index)
    return subprocess.run(
        [*QA, *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )


def error_of(ended: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line on standard error."""
    line = ended.stderr.decode()
    assert line.startswith("qa: ")
    assert line.count("\n") == 1
    return line


@pytest.fixture
def article(tmp_path: Path, compiled_model: Path) -> Path:  # noqa: ARG001 # found in the cache
    """A corpus of one small article, without an index."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "trains.txt").write_text("The night train to Vienna leaves at nine.\n")
    return corpus


def test_0_an_answer(built: Built) -> None:
    """The right paragraph is cited, letter for letter, and standard error is silent."""
    corpus, index = built
    ended = run("ask", QUESTION, "--json", corpus=corpus, index=index)
    assert (ended.returncode, ended.stderr) == (0, b"")
    made = json.loads(ended.stdout)
    text = (corpus / "putin-india-summit.txt").read_text()
    first = made["passages"][0]
    assert first["citation"]["paragraph"] == 1
    assert "on Thursday" in first["sentence"]["text"]
    for passage in made["passages"]:
        for span in (passage["sentence"], passage["citation"] | {"text": passage["text"]}):
            assert text[span["char_start"] : span["char_end"]] == span["text"]


def test_1_no_answer(built: Built) -> None:
    """A plain no, the nearest passage, and 1, or 0 if that is wished."""
    corpus, index = built
    ended = run("ask", OFF_TOPIC, corpus=corpus, index=index)
    assert ended.returncode == 1
    assert ended.stdout.decode().startswith("The article does not say.\n")
    assert b"nearest passage:\n[1] " in ended.stdout
    assert run("ask", OFF_TOPIC, "--no-fail", corpus=corpus, index=index).returncode == 0


def test_2_a_filter_that_matches_no_article(built: Built) -> None:
    """A name that is nowhere in the corpus is a mistake of the command line."""
    corpus, index = built
    ended = run("ask", QUESTION, "--in", "nowhere-*", corpus=corpus, index=index)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert "nowhere-*" in error_of(ended)


def test_3_no_index_and_no_corpus(tmp_path: Path) -> None:
    """There is nothing to build from: both folders are named."""
    ended = run("ask", "a?", corpus=tmp_path / "no corpus", index=tmp_path / "no index")
    assert (ended.returncode, ended.stdout) == (3, b"")
    line = error_of(ended)
    assert str(tmp_path / "no corpus") in line
    assert str(tmp_path / "no index") in line


@pytest.mark.parametrize("arguments", [["ask", "a?", "--json"], ["status"]])
def test_3_a_damaged_index(arguments: list[str], article: Path, tmp_path: Path) -> None:
    """The message names the file and the command that mends it."""
    index = tmp_path / "index"
    index.mkdir()
    (index / "CURRENT").write_text("20260131T120000-gone\n")
    ended = run(*arguments, corpus=article, index=index)
    assert ended.returncode == 3
    line = error_of(ended)
    assert str(index) in line
    assert "qa rebuild" in line
    if "--json" in arguments:
        assert json.loads(ended.stdout)["error"]["code"] == 3


def test_3_status_without_an_index(article: Path, tmp_path: Path) -> None:
    """Looking does not build."""
    ended = run("status", corpus=article, index=tmp_path / "index")
    assert ended.returncode == 3
    assert "qa rebuild" in error_of(ended)


@pytest.mark.parametrize("command", [["rebuild"], ["ask", "a?"]])
def test_4_a_corpus_without_articles(command: list[str], tmp_path: Path) -> None:
    """The folder is named."""
    (tmp_path / "corpus").mkdir()
    ended = run(*command, corpus=tmp_path / "corpus", index=tmp_path / "index")
    assert ended.returncode == 4
    assert str(tmp_path / "corpus") in ended.stderr.decode().splitlines()[-1]


def test_4_an_article_that_is_not_utf8(article: Path, tmp_path: Path) -> None:
    """File and place are named; left out on request, and that is told."""
    (article / "bad.txt").write_bytes(b"First line.\ncaf\xe9\n")
    ended = run("rebuild", corpus=article, index=tmp_path / "index")
    assert (ended.returncode, ended.stdout) == (4, b"")
    line = error_of(ended)
    assert "bad.txt" in line
    assert "line 2" in line
    ended = run("rebuild", "--skip-bad", corpus=article, index=tmp_path / "index")
    assert ended.returncode == 0
    assert "left out    1\n            bad.txt: " in ended.stdout.decode()


def test_130_an_interrupt(built: Built) -> None:
    """SIGINT while waiting for a line ends at once, without a traceback."""
    corpus, index = built
    command = [*QA, "ask", "--batch", "-", "--corpus", str(corpus), "--index", str(index)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(f"{QUESTION}\n".encode())
        process.stdin.flush()
        # The first answer comes while standard input is still open.
        assert json.loads(process.stdout.readline())["outcome"] == "answered"
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""


def test_without_an_index_it_is_built_first_and_said_so(article: Path, tmp_path: Path) -> None:
    """The notice goes to standard error, without a progress bar where that is no terminal.

    So does what is odd in an article, which is indexed all the same.
    """
    index = tmp_path / "index"
    (article / "odd.md").write_text("---\ndate: 2020-13-45\n---\nRain is falling on the harbour.\n")
    ended = run("ask", "When does the night train leave?", corpus=article, index=index)
    assert ended.returncode == 0
    first, odd, second = ended.stderr.decode().splitlines()
    assert first == f"qa: no index in {index} yet: building it from {article}"
    assert (
        odd == 'qa: odd.md, line 2: date "2020-13-45" is not understood; write it like 2024-01-31'
    )
    assert second.startswith("qa: index built: 2 articles, 2 passages (")
    assert b"nine" in ended.stdout
    (article / "ships.txt").write_text("The ship to Oslo leaves at noon.\n")
    ended = run("rebuild", corpus=article, index=index)
    assert ended.returncode == 0
    assert all(line.startswith(b"qa: still ") for line in ended.stderr.splitlines())
    lines = ended.stdout.decode().splitlines()
    assert lines[:3] == ["added       1", "            ships.txt", "kept        2"]
    assert (
        run("status", corpus=article, index=index).stdout.decode().startswith("index       3 art")
    )


def test_without_a_terminal_lines_say_how_far_a_build_is(desk: Desk) -> None:
    """On standard error, within one large article too; standard output has the report alone."""
    lines = [
        f"Train {n:03} to Vienna leaves the station hall from gate no {n:03}." for n in range(700)
    ]
    desk.write("big.txt", "\n\n".join(lines))
    command = [sys.executable, "-m", "tests.cli.quick_progress", "rebuild"]
    folders = ["--corpus", str(desk.corpus), "--index", str(desk.index), "--model", str(desk.model)]
    ended = subprocess.run([*command, *folders], capture_output=True, check=True)
    said = ended.stderr.decode().splitlines()
    assert all(line.startswith("qa: still ") for line in said)
    # 700 passages, each with one sentence, of which 512 are encoded at once.
    assert [line for line in said if line.startswith("qa: still encoding 700/1,400")]
    assert [line for line in said if line.startswith("qa: still encoding 1,212/1,400")]
    assert ended.stdout.startswith(b"added       1\n            big.txt\nkept ")
    assert b"still" not in ended.stdout


def test_a_corpus_that_changed_is_mentioned(article: Path, tmp_path: Path) -> None:
    """On standard error, for the answer is still an answer; in JSON it is `stale`."""
    index = tmp_path / "index"
    run("rebuild", corpus=article, index=index)
    (article / "trains.txt").write_text("The night train to Vienna leaves at ten o'clock.\n")
    ended = run("ask", "When does the night train leave?", corpus=article, index=index)
    assert "the articles have changed since the index was built" in error_of(ended)
    assert b"nine" in ended.stdout
    ended = run("ask", "When does the train leave?", "--json", corpus=article, index=index)
    assert json.loads(ended.stdout)["index"]["stale"] is True
    assert ended.stderr == b""


def test_piped_questions_get_an_answer_each_in_order(built: Built) -> None:
    """Each below its question, on one line; what cannot be asked is told and left out."""
    corpus, index = built
    stdin = f"{QUESTION}\n\nca\0fe\n{OFF_TOPIC}\n".encode()
    ended = run(stdin=stdin, corpus=corpus, index=index)
    assert ended.returncode == 0
    assert error_of(ended) == "qa: line 3: the question holds a NUL character\n"
    asked = f"\n\n> {OFF_TOPIC}\nThe article does not say.\n"
    first, second = ended.stdout.decode().split(asked)
    assert first.startswith(f"> {QUESTION}\n")
    assert "Thursday" in first.splitlines()[1]
    assert "nearest passage:" in second


def test_a_piped_follow_up_is_told_from_what_was_searched(built: Built) -> None:
    """The question as typed, then as it was searched, then the answer."""
    corpus, index = built
    turns = [QUESTION, "Who invited him?"]
    stdin = "".join(json.dumps({"question": turn, "conversation": "a"}) + "\n" for turn in turns)
    ended = run(stdin=stdin.encode(), corpus=corpus, index=index)
    second = ended.stdout.decode().split("\n\n> ")[1].splitlines()
    assert second[0] == "Who invited him?"
    assert second[1].startswith("  searched: Who invited Putin")
    assert second[2] == ""


def test_a_question_of_its_own_is_not_shown_again(built: Built) -> None:
    """Whoever gave it on the command line knows it."""
    corpus, index = built
    assert QUESTION not in run("ask", QUESTION, corpus=corpus, index=index).stdout.decode()


@pytest.mark.parametrize(
    ("before", "environment", "styled"),
    [
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "3", "TERM": "dumb"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "0"}, False),
        (["--plain"], {"FORCE_COLOR": "1"}, False),
        ([], {}, False),
    ],
)
def test_a_pipe_has_styles_if_they_are_forced(
    before: list[str], environment: dict[str, str], built: Built, *, styled: bool
) -> None:
    """And never links, which no pipe needs; in JSON nothing is styled."""
    corpus, index = built
    known = {"TERM": "xterm-kitty", "TERM_PROGRAM": "WezTerm", **environment}
    asked = ["ask", QUESTION]
    for arguments, stdin in ((asked, b""), ([], f"{QUESTION}\n".encode())):
        ended = run(*before, *arguments, stdin=stdin, corpus=corpus, index=index, **known)
        assert (b"\x1b[1;32m" in ended.stdout) is styled
        assert ("»Russian" in ended.stdout.decode()) is not styled
        assert b"\x1b]8" not in ended.stdout
    ended = run(*asked, "--json", stdin=b"", corpus=corpus, index=index, **known)
    assert b"\x1b" not in ended.stdout


def test_a_batch_on_standard_input_survives_every_bad_line(built: Built) -> None:
    """Each bad line gives an error object in its place, with its id if it had one."""
    corpus, index = built
    lines = [
        b'{"id": "a", "question": "When does Putin arrive in India?"}',
        b"{not json",
        b"caf\xe9",
        b'{"id": "b", "question": "x?", "in": "nowhere-*"}',
        b'{"id": "c", "question": "\\ud800?"}',
        b"",
        b'{"id": 5, "question": ""}',
    ]
    ended = run("ask", "--batch", "-", stdin=b"\n".join(lines), corpus=corpus, index=index)
    assert (ended.returncode, ended.stderr) == (0, b"")
    made = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [item.get("id") for item in made] == ["a", None, None, "b", "c", 5]
    assert ["error" in item for item in made] == [False, True, True, True, False, True]
    assert made[4]["question"] == "\N{REPLACEMENT CHARACTER}?"
    assert {item["error"]["code"] for item in made if "error" in item} == {2}


def test_a_batch_in_which_no_line_can_be_handled_fails(built: Built) -> None:
    """It ends with the first error's code, and an empty one with 0; so do piped questions."""
    corpus, index = built
    malformed = b'{not json\n{"id": 5, "question": ""}\n'
    for stdin, code in ((malformed, 2), (malformed + b"Who?\n", 0), (b"", 0), (b"\n\n", 0)):
        for arguments in (["ask", "--batch", "-"], []):
            assert run(*arguments, stdin=stdin, corpus=corpus, index=index).returncode == code


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown", "text"])
def test_no_lone_surrogate_is_written(form: str, built: Built) -> None:
    """Bytes of the command line that are no UTF-8 are U+FFFD; the output is UTF-8, and quiet."""
    corpus, index = built
    ended = run("ask", b"caf\xe9 \x1b[2J?", "--format", form, corpus=corpus, index=index)
    assert ended.returncode in (0, 1)
    assert b"\x1b" not in ended.stdout
    text = ended.stdout.decode()
    if form.startswith("json"):
        assert json.loads(text)["question"] == "caf\N{REPLACEMENT CHARACTER} \x1b[2J?"
    else:
        assert form == "text" or "caf\N{REPLACEMENT CHARACTER}" in text


def test_a_lone_surrogate_in_an_id_is_replaced(built: Built) -> None:
    """Any reader of JSON can read an id, of an answer and of an error."""
    corpus, index = built
    lines = b'{"id": "\\ud800x", "question": "Who?"}\n{"id": "\\udfff", "question": ""}\n'
    ended = run("ask", "--batch", "-", stdin=lines, corpus=corpus, index=index)
    answer, error = map(json.loads, ended.stdout.decode().splitlines())
    assert (answer["id"], error["id"]) == (
        "\N{REPLACEMENT CHARACTER}x",
        "\N{REPLACEMENT CHARACTER}",
    )


@pytest.mark.parametrize("options", [[], ["--json"], ["--batch", "-"]])
def test_a_closed_pipe_ends_the_program_quietly(options: list[str], built: Built) -> None:
    """As with `| head -1`: no traceback, no message."""
    corpus, index = built
    reading, writing = os.pipe()
    os.close(reading)
    question = [] if "--batch" in options else [QUESTION]
    try:
        ended = subprocess.run(
            [*QA, "ask", *question, *options, "--corpus", str(corpus), "--index", str(index)],
            input=f"{QUESTION}\n".encode() * 50,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert ended.stderr == b""
    assert ended.returncode == 0


def test_a_reader_of_one_line_gets_it_and_the_rest_is_not_missed(
    built: Built, tmp_path: Path
) -> None:
    """As with `| head -1`: the first answer comes, and the batch ends when nobody reads on."""
    questions = tmp_path / "questions"
    questions.write_text(f"{QUESTION}\n" * 2000)
    options = ["--batch", str(questions), "--corpus", str(built[0]), "--index", str(built[1])]
    with subprocess.Popen(
        [*QA, "ask", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["question"] == QUESTION
        process.stdout.close()
        assert process.wait() == 0
        assert process.stderr.read() == b""


# Each command that writes to standard output, with questions on standard input for those that read.
WRITERS = [
    ["ask", QUESTION],
    ["ask", QUESTION, "--json"],
    ["ask", QUESTION, "--format", "csv"],
    ["ask", "--batch", "-"],
    ["ask", "--batch", "/nowhere"],
    [],
    ["doctor"],
    ["doctor", "--json"],
    ["status"],
    ["rebuild", "--dry-run"],
    ["verify", "-"],
    ["--help"],
    ["ask", "--help"],
    ["--version"],
]
QUESTION_OR_SAVED = b'{"question": "When does he arrive?", "schema": 1, "error": {"code": 1}}\n'


def run_redirected(
    redirection: str, arguments: list[str], built: Built
) -> subprocess.CompletedProcess[bytes]:
    """Run `qa` as a shell does with this redirection of its standard output."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirection}', "sh", *QA, *arguments],
        input=QUESTION_OR_SAVED,
        capture_output=True,
        check=False,
        env=os.environ | {"QA_CORPUS": str(built[0]), "QA_INDEX": str(built[1])},
    )


@pytest.mark.parametrize("arguments", WRITERS, ids=" ".join)
def test_a_closed_standard_output_is_one_line_and_70(arguments: list[str], built: Built) -> None:
    """No command ends well, or as with a fault, when nobody can have read what it wrote."""
    ended = run_redirected(">&-", arguments, built)
    lines = ended.stderr.decode().splitlines()
    assert lines[-1] == "qa: standard output cannot be written: it is closed"
    # An error that JSON was asked for has a line of its own.
    assert len(lines) == 1 + ("/nowhere" in arguments)
    assert ended.returncode == 70


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", WRITERS, ids=" ".join)
def test_a_full_disk_is_one_line_and_70(arguments: list[str], built: Built) -> None:
    """An answer that could not be written is no success."""
    ended = run_redirected(">/dev/full", arguments, built)
    lines = ended.stderr.decode().splitlines()
    assert lines[-1] == "qa: standard output cannot be written: No space left on device"
    assert len(lines) == 1 + ("/nowhere" in arguments)
    assert ended.returncode == 70


def test_a_closed_stream_number_is_given_to_no_file(tmp_path: Path) -> None:
    """What a library prints to standard output or error never lands in a file of ours."""
    code = (
        "import os, sys; from qa.terminal import streams; streams.prepare(); "
        "os.write(int(sys.argv[1]), str(open(sys.argv[2]).fileno()).encode())"
    )
    written = tmp_path / "number"
    command = [sys.executable, "-c", code, "9", str(written)]
    closed = 'exec "$@" 9>"$0" <&- >&- 2>&-'
    subprocess.run(["/bin/sh", "-c", closed, str(written), *command], check=True)
    assert int(written.read_text()) > 2


def test_streams_that_know_few_characters_get_the_rest_replaced(built: Built) -> None:
    """An old terminal's encoding is no reason to fail; JSON is always UTF-8."""
    corpus, index = built
    ended = run("ask", QUESTION, corpus=corpus, index=index, PYTHONIOENCODING="ascii")
    assert ended.returncode == 0
    assert b"Thursday" in ended.stdout
    ended = run("ask", QUESTION, "--json", corpus=corpus, index=index, PYTHONIOENCODING="ascii")
    assert "Putin’s" in ended.stdout.decode()


def test_debug_shows_where_an_error_arose(tmp_path: Path) -> None:
    """The traceback comes before the line."""
    folders = {"corpus": tmp_path / "c", "index": tmp_path / "i"}
    ended = run("ask", "a?", "--debug", **folders)  # type: ignore[arg-type]
    assert ended.returncode == 3
    assert ended.stderr.startswith(b"Traceback ")
    assert ended.stderr.splitlines()[-1].startswith(b"qa: there is no index in ")


def loaded(code: str, **environment: str) -> Iterator[str]:
    """Yield the names of top-level modules that are loaded once the code has run."""
    code += "; import sys; print(*sys.modules, file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | environment,
    )
    return (name.partition(".")[0] for name in ended.stderr.split())


def test_help_loads_nothing_heavy() -> None:
    """Neither an engine nor a screen is needed to show help."""
    names = set(loaded("from qa.terminal.app import main; main(['--help'])"))
    assert not names & {"numpy", "faiss", "onnxruntime", "torch", "rich", "prompt_toolkit"}


def test_asking_loads_only_what_it_uses(built: Built) -> None:
    """No reference encoder, no prompt; and where nothing is rendered, no rich."""
    folders = {"QA_CORPUS": str(built[0]), "QA_INDEX": str(built[1])}
    heavy = {"torch", "transformers", "sentence_transformers", "prompt_toolkit"}
    ask = "from qa.terminal.app import main; main(['ask', 'a?', {}])"
    names = set(loaded(ask.format("'--json'"), **folders))
    assert not names & (heavy | {"rich"})
    assert not set(loaded(ask.format("'--no-fail'"), **folders)) & heavy


def test_status_and_rollback_can_be_read_by_scripts(desk: Desk) -> None:
    """The same facts as in words, as one object of schema 1."""
    desk.write_three()
    first = desk.rebuild().generation
    done = run("status", "--json", "--corpus", str(desk.corpus), "--index", str(desk.index))
    unchanged = {"added": [], "changed": [], "removed": [], "kept": 3}
    assert json.loads(done.stdout)["changes"] == unchanged
    made = {"made": True, "choice": None, "missing_package": None}
    assert json.loads(done.stdout)["annotations"] == made
    done = run("status", "--json", "--corpus", "/nowhere", "--index", str(desk.index))
    assert json.loads(done.stdout)["changes"] is None
    desk.write("more.txt", "Something else happened on Sunday.")
    second = desk.rebuild().generation
    desk.write("dogs.txt", "Dogs sleep.")
    done = run("status", "--json", "--corpus", str(desk.corpus), "--index", str(desk.index))
    status = json.loads(done.stdout)
    assert (status["schema"], status["index"]["generation"]) == (1, second)
    assert (status["articles"], status["before"]["generation"]) == (4, first)
    assert status["changes"]["changed"] == ["dogs.txt"]
    done = run("rollback", "--json", "--corpus", str(desk.corpus), "--index", str(desk.index))
    assert json.loads(done.stdout)["generation"] == first
