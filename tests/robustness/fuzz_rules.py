"""What holds whatever an enemy writes: one function for each kind of input, given one input.

A rule returns if it holds; else it raises WrongError (an offset, a digest, an answer is not true),
EscapedError (something of theirs would reach a terminal), or whatever the program let through.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from functools import cache
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from rich.console import Console

from qa.articles import parse
from qa.chunking import LONGEST, split_passages
from qa.engine import Engine
from qa.errors import ArticleUnreadableError, QAError, UsageError
from qa.language.sentences import LONGEST as LONGEST_SENTENCE
from qa.model import Answer, Outcome, Question, QuestionId
from qa.retrieval.filters import matches
from qa.terminal.output.markdown import markdown
from qa.terminal.output.passage import quotation
from qa.terminal.output.reports import build_lines, status_lines
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.spreadsheet import csv_text
from qa.terminal.output.text import render
from qa.terminal.output.theme import RenderOptions
from qa.terminal.preferences import read_preferences
from qa.verifying import read_saved, verify
from qa.verifying.verification_json import verification_object
from qa.wire.answers import answer_object, dump, error_object
from qa.wire.requests import InvalidRequest, read_line
from tests.support.desk import Desk
from tests.support.made_answers import made_answer, made_passage
from tests.support.saved_answers import write_corpus
from tests.support.small_model import make_small_model

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OWN_STYLES = re.compile(r"\x1b\[[0-9;]*m")
_MOST_GAP = 2 * LONGEST
_SURROGATE = re.compile("[\ud800-\udfff]")


class WrongError(AssertionError):
    """What the program says of its input is not so."""


class EscapedError(AssertionError):
    """A control character of theirs would have reached a terminal."""


def must(holds: bool, what: str) -> None:  # noqa: FBT001 (as assert)
    """Raise WrongError unless it holds."""
    if not holds:
        raise WrongError(what)


def check_shown(shown: str, *, styled: bool = False) -> None:
    """Raise EscapedError if the text holds what moves a cursor, turns a line or is no character."""
    if styled:
        shown = _OWN_STYLES.sub("", shown)
    for char in set(shown) - {"\n"}:
        if char in _TURNING or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}:
            raise EscapedError(f"{char!r} in {shown[:200]!r}")


def check_json(text: str) -> Any:
    """Return what the JSON holds; it must be one line or more of plain, printable characters."""
    check_shown(text)
    text.encode()
    return json.loads(text)


def _echo(value: QuestionId) -> QuestionId:
    """Return the value as JSON gives it back: half a pair of surrogates is no text."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


def article_holds(path: str, data: bytes) -> None:
    """An article is refused in one line, or cut into exact, bounded, complete pieces."""
    try:
        document = parse(path, data)
    except ArticleUnreadableError as error:
        check_shown(one_line(str(error)))
        must(error.path == path, "the error names the file")
        check_json(dump(error_object(error)))
        return
    text = document.text
    must(text == data.removeprefix(b"\xef\xbb\xbf").decode(), "the text is the file's")
    for told in (document.title, document.author, document.date, document.source, document.url):
        must(told is None or bool(told.encode() and told.strip()), "metadata is text")
    _check_order(text, [(block.start, block.end) for block in document.blocks], 0, len(text))
    passages = split_passages(document)
    for passage in passages:
        must(text[passage.start : passage.end] == passage.text, "a passage is a slice")
        must(len(passage.text) <= LONGEST + LONGEST_SENTENCE + _MOST_GAP, "a passage is bounded")
        spans = [(sentence.start, sentence.end) for sentence in passage.sentences]
        _check_order(text, spans, passage.start, passage.end)
        for sentence in passage.sentences:
            must(text[sentence.start : sentence.end] == sentence.text, "a sentence is a slice")
            must(len(sentence.text) <= LONGEST_SENTENCE, "a sentence is bounded")
    for before, after in pairwise(passages):
        must(before.end <= after.start, "passages are in order")


def _check_order(text: str, spans: Iterable[tuple[int, int]], start: int, end: int) -> None:
    """Hold that spans follow one another; only front matter and white space lie between them."""
    position, first = start, True
    for begin, stop in spans:
        must(position <= begin < stop <= end, "spans are in order")
        gap = text[position:begin].strip()
        must(not gap or (first and gap.startswith("---")), f"{gap[:40]!r} is lost")
        position, first = stop, False
    must(not text[position:end].strip() or first, "the end is not lost")


def line_holds(line: bytes) -> None:
    """A line of a batch is a question that gets an answer, or refused in one line of JSON."""
    read = read_line(line, number=2)
    if read is None:
        must(not line.strip(), "only blank lines are passed over")
        return
    if isinstance(read, InvalidRequest):
        told = check_json(dump(error_object(read.error, question_id=read.id)))
        must(told["error"]["code"] == UsageError.code, "a refused line is wrong use")
        must(told.get("id") == _echo(read.id), "the id is echoed")
        check_shown(one_line(str(read.error)))
        return
    question_holds(read)


def question_holds(question: Question) -> None:
    """A question is answered with exact citations, or refused in one line."""
    engine, corpus = _engine()
    conversation = question.conversation and "one"
    asked = Question(question.text, question.within, conversation, question.id)
    (answer,) = engine.ask_many([asked])
    if isinstance(answer, QAError):
        check_shown(one_line(str(answer)))
        check_json(dump(error_object(answer, question_id=question.id)))
        return
    answer_holds(answer, corpus)


def answer_holds(answer: Answer, corpus: Path) -> None:
    """What an answer says is so, parses as JSON, and is shown harmlessly in every form."""
    told = check_json(dump(answer_object(answer, explain=True)))
    must(told["question"] == _echo(answer.question), "the question is echoed")
    must(told["id"] == _echo(answer.id), "the id is echoed")
    for found in told["passages"]:
        cited = found["citation"]
        data = (corpus / cited["path"]).read_bytes()
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
        must(text[cited["char_start"] : cited["char_end"]] == found["text"], "a citation is exact")
        must(hashlib.sha256(found["text"].encode()).hexdigest() == cited["sha256"], "digest")
        lit = found["sentence"]
        must(text[lit["char_start"] : lit["char_end"]] == lit["text"], "a sentence is exact")
        if (short := told["answer"]) and short["passage"] == found["rank"]:
            must(text[short["char_start"] : short["char_end"]] == short["text"], "short answer")
    shown_holds(answer)


def shown_holds(answer: Answer) -> None:
    """On a screen, as Markdown, as CSV and as a quotation nothing of theirs is obeyed."""
    manner = RenderOptions(explain=True, timed=True)
    for styled in (False, True):
        out = StringIO()
        console = Console(
            file=out, force_terminal=styled, width=60, markup=False, highlight=False, emoji=False
        )
        console.print(render(answer, console, manner), soft_wrap=True)
        check_shown(out.getvalue(), styled=styled)
    check_shown(markdown(answer, manner))
    check_shown(csv_text(answer))
    for passage in answer.passages:
        check_shown(quotation(passage))


def text_is_shown(text: str) -> None:
    """Any text may stand in any place of an answer."""
    text = text or "."
    passage = made_passage(text, text, title=text, section=text, document=text)
    for outcome in Outcome:
        shown_holds(made_answer(passage, short=text, outcome=outcome, question=text, searched=text))


def settings_hold(text: str) -> None:
    """A settings file is taken, or refused in one short line."""
    file = _folder() / "settings.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read = read_preferences(file)
    except UsageError as error:
        check_shown(one_line(str(error)))
        must(len(error.message) < 1_000 + len(str(file)), "the message is bounded")
        return
    check_shown(f"{read.theme}{read.keys}{read.editor}{read.pager}{read.links}")


def saved_holds(data: bytes) -> None:
    """A file of saved answers is checked against the corpus, or refused in one line."""
    corpus = _saved_corpus()
    try:
        saved = read_saved(BytesIO(data), "answers.json")
        found = verify(saved.citations, corpus)
    except QAError as error:
        check_shown(one_line(str(error)))
        return
    told = check_json(dump(verification_object(saved, found)))
    must(told["schema"] == 1, "it is a report")
    from qa.terminal.output.verification_text import verification_text

    out = StringIO()
    console = Console(file=out, width=60, markup=False, highlight=False, emoji=False)
    console.print(verification_text(saved, found, console))
    check_shown(out.getvalue())


def saved_bytes(key: str, value: object) -> bytes:
    """Return a saved answer in which every value of the key is another."""
    answer = made_answer(made_passage())
    return json.dumps(_replaced(answer_object(answer), key, value)).encode()


def _replaced(value: Any, key: str, by: object) -> Any:
    if isinstance(value, dict):
        return {k: by if k == key else _replaced(v, key, by) for k, v in value.items()}
    return [_replaced(entry, key, by) for entry in value] if isinstance(value, list) else value


def glob_holds(path: str, within: str) -> None:
    """A name or glob of articles matches or does not, however it is made."""
    must(matches(path, within) in {True, False}, "it is told")


def corpus_holds(files: list[tuple[bytes, bytes]]) -> None:
    """A corpus of any names and contents is indexed without what is bad, and answers exactly."""
    folder = Path(tempfile.mkdtemp(dir=_folder()))
    desk = Desk(folder / "corpus", folder / "index", _model())
    outside = folder / "outside"
    (outside / "folder").mkdir(parents=True)
    (outside / "secret.txt").write_text("The secret word is xyzzy.")
    (outside / "folder" / "more.txt").write_text("The secret word is xyzzy.")
    desk.write("plain.txt", "Dogs bark at the postman every morning.")
    try:
        _make(desk.corpus, files)
        before = _listing(folder, desk.index)
        report = desk.rebuild(skip_bad=True)
        check_shown("\n".join(build_lines(report)))
        check_shown("\n".join(map(one_line, report.notices)))
        for skipped in report.skipped:
            skipped.path.encode()
        status = desk.status()
        check_shown("\n".join(status_lines(status)))
        must(not status.index.stale, "what was just built is not stale")
        with desk.engine() as engine:
            for question in ("Who barks at the postman?", "What is the secret word?"):
                answer_holds(engine.ask(question, limit=20), desk.corpus)
                told = dump(answer_object(engine.ask(question, limit=20)))
                must("is xyzzy" not in told, "nothing outside is read")
            for path in engine.paths():
                path.encode()
        must(_listing(folder, desk.index) == before, "nothing outside the index is written")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(corpus: Path, files: list[tuple[bytes, bytes]]) -> None:
    root = os.fsencode(corpus)
    for number, (name, data) in enumerate(files):
        folder = root
        if number % 3 == 2:
            folder = os.path.join(root, name + b".d")  # noqa: PTH118 (bytes)
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        file = os.path.join(folder, name + (b".md", b".txt")[number % 2])  # noqa: PTH118
        if os.path.lexists(file):
            continue
        with open(file, "wb") as stream:  # noqa: PTH123
            stream.write(data)
    os.symlink("../outside/secret.txt", root + b"/link.txt")  # noqa: PTH211
    os.symlink("../outside/folder", root + b"/linked")  # noqa: PTH211
    os.symlink("loop.txt", root + b"/loop.txt")  # noqa: PTH211
    os.symlink(".", root + b"/round")  # noqa: PTH211
    os.symlink("/dev/zero", root + b"/device.txt")  # noqa: PTH211
    os.mkfifo(root + b"/pipe.txt")


def _listing(folder: Path, index: Path) -> dict[str, tuple[int, bytes]]:
    """Return every file below the folder but those of the index, with its size and digest."""
    return {
        str(path): (path.lstat().st_mode, path.read_bytes() if _is_plain(path) else b"")
        for path in folder.rglob("*")
        if path != index and index not in path.parents
    }


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="article-qa-fuzz-"))


@cache
def _model() -> Path:
    # The small model stands in the cache of compiled encoders, which is not to be the user's.
    if "XDG_CACHE_HOME" not in os.environ:
        os.environ["XDG_CACHE_HOME"] = str(_folder() / "cache")
    return make_small_model(_folder() / "model", seed=7)


@cache
def _engine() -> tuple[Engine, Path]:
    """Return an engine of a few articles for questions, and their corpus."""
    desk = Desk(_folder() / "corpus", _folder() / "index", _model())
    desk.write_three()
    desk.write(
        "x\x1b[2J\u202e.txt", "\x1b]52;c;eA==\x07The \u202emayor\u202c [bold]spoke[/].\n" * 3
    )
    desk.rebuild()
    return desk.engine(), desk.corpus


@cache
def _saved_corpus() -> Path:
    text = made_passage().text
    return write_corpus(_folder() / "saved", arrivals__anna=f"{'x' * 99} {text}\n", other=text)


def clean_up() -> None:
    """Close and remove what the rules have made; the next one makes it anew."""
    if _engine.cache_info().currsize:
        _engine()[0].close()
    if _folder.cache_info().currsize:
        shutil.rmtree(_folder(), ignore_errors=True)
    for made in (_engine, _saved_corpus, _model, _folder):
        made.cache_clear()
