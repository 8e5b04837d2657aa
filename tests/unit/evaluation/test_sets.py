"""Question sets are read exactly, and what is wrong with one is named with its line."""

import json
from pathlib import Path

import pytest

from qa.errors import UsageError
from qa.evaluation.sets import Place, SetQuestion, read_set
from tests.support.paths import DATA, SAMPLE

ARTICLE = "Zoë 🦜 flew to Oslo.\r\nShe stayed two days."
GOOD = {"id": "q1", "question": "Where did Zoë fly?", "answerable": True}


def make_set(folder: Path, *lines: object) -> Path:
    """Write a set of one article with these lines, objects as JSON and bytes as they are."""
    (folder / "corpus" / "far").mkdir(parents=True)
    (folder / "corpus" / "far" / "zoe.txt").write_bytes(b"\xef\xbb\xbf" + ARTICLE.encode())
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    (folder / "questions.jsonl").write_bytes(b"\n".join(raw))
    return folder


def test_every_field_is_read(tmp_path: Path) -> None:
    """Places, accepted answers, restriction and conversation arrive as they stand."""
    start = ARTICLE.index("Oslo")
    line = {
        **GOOD,
        "evidence": [["far/zoe.txt", 0, 20]],
        "answer_spans": [["far/zoe.txt", start, start + 4]],
        "answers": ["Oslo", "to Oslo"],
        "in": "far/*",
        "conversation": "c",
        "type": "factoid",
        "polarity": "no",
        "rewrite": "never used",
    }
    read = read_set(make_set(tmp_path / "small", line))
    assert (read.name, read.corpus) == ("small", tmp_path / "small" / "corpus")
    assert read.questions == (
        SetQuestion(
            line=1,
            id="q1",
            text="Where did Zoë fly?",
            answerable=True,
            evidence=(Place("far/zoe.txt", 0, 20),),
            answer_spans=(Place("far/zoe.txt", start, start + 4),),
            answers=("Oslo", "to Oslo"),
            within="far/*",
            conversation="c",
            type="factoid",
            polarity="no",
        ),
    )


def test_lists_may_be_left_out_and_lines_blank(tmp_path: Path) -> None:
    """An unanswerable question needs no more than three fields; lines count with blank ones."""
    line = {"id": 7, "question": "How\u2028old?", "answerable": False}
    raw = json.dumps(line, ensure_ascii=False).encode()
    read = read_set(make_set(tmp_path, b"", raw + b"\r", b"", b""))
    assert read.questions == (SetQuestion(line=2, id=7, text="How\u2028old?", answerable=False),)


def test_lengths_are_in_code_points_without_the_mark(tmp_path: Path) -> None:
    """The article's last character may be the last of a span, and none beyond it."""
    whole = {**GOOD, "evidence": [["far/zoe.txt", 0, len(ARTICLE)]]}
    assert read_set(make_set(tmp_path / "a", whole)).questions[0].evidence[0].end == len(ARTICLE)
    beyond = {**GOOD, "evidence": [["far/zoe.txt", 0, len(ARTICLE) + 1]]}
    with pytest.raises(UsageError, match=r'line 1: has a "evidence" out of range'):
        read_set(make_set(tmp_path / "b", beyond))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{not json", "not JSON"),
        (b'{"id": "\xff"}', "not JSON in UTF-8"),
        ([1], "not a JSON object"),
        ({"question": "Who?", "answerable": False}, '"id"'),
        ({"id": True, "question": "Who?", "answerable": False}, '"id"'),
        ({"id": 1, "answerable": False}, '"question"'),
        ({"id": 1, "question": " ", "answerable": False}, '"question"'),
        ({"id": 1, "question": 2, "answerable": False}, '"question" that is not a string'),
        ({"id": 1, "question": "Who?"}, '"answerable"'),
        ({"id": 1, "question": "Who?", "answerable": "no"}, '"answerable"'),
        ({"id": 1, "question": "Who?", "answerable": True}, "neither"),
        ({"id": 1, "question": "Who?", "answerable": False, "in": 3}, '"in"'),
        ({"id": 1, "question": "Who?", "answerable": False, "conversation": 3}, '"conversation"'),
        ({"id": 1, "question": "Who?", "answerable": False, "polarity": "maybe"}, '"polarity"'),
        ({**GOOD, "evidence": "far/zoe.txt"}, '"evidence" that is not a list'),
        ({**GOOD, "evidence": [["far/zoe.txt", 0]]}, "not [file, start, end]"),
        ({**GOOD, "evidence": [["far/zoe.txt", 5, 5]]}, "out of range"),
        ({**GOOD, "evidence": [["far/zoe.txt", -1, 5]]}, "out of range"),
        ({**GOOD, "answer_spans": [["far/zoe.txt", 0, 999]]}, '"answer_spans" out of range'),
        ({**GOOD, "evidence": [["zoe.txt", 0, 5]]}, "zoe.txt, which is not in"),
        ({**GOOD, "evidence": [["../questions.jsonl", 0, 5]]}, "which is not in"),
        ({**GOOD, "answers": ["Oslo", 1]}, '"answers" that does not hold strings'),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: object, fault: str) -> None:
    """The message names file, line and fault, the error the file."""
    sound = {"id": 0, "question": "Why?", "answerable": False}
    with pytest.raises(UsageError) as caught:
        read_set(make_set(tmp_path, sound, line))
    assert f"{tmp_path / 'questions.jsonl'}, line 2: " in str(caught.value)
    assert fault in str(caught.value)
    assert caught.value.path == str(tmp_path / "questions.jsonl")


def test_an_article_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A span in a file that cannot be decoded is a fault of the set."""
    folder = make_set(tmp_path, {**GOOD, "evidence": [["far/bad.txt", 0, 1]]})
    (folder / "corpus" / "far" / "bad.txt").write_bytes(b"\xff")
    with pytest.raises(UsageError, match=r"line 1: points at far/bad\.txt, which is not UTF-8"):
        read_set(folder)


def test_a_folder_that_is_no_set_is_refused(tmp_path: Path) -> None:
    """Either half missing is named; a file without questions is no set."""
    with pytest.raises(UsageError, match=r"not a question set: .*corpus is missing"):
        read_set(tmp_path)
    (tmp_path / "corpus").mkdir()
    with pytest.raises(UsageError, match=r"not a question set: .*questions\.jsonl is missing"):
        read_set(tmp_path)
    (tmp_path / "questions.jsonl").write_bytes(b"\n")
    with pytest.raises(UsageError, match="holds no question"):
        read_set(tmp_path)


@pytest.mark.parametrize(
    ("name", "questions", "unanswerable"), [("article_dev", 36, 12), ("article_chat_dev", 12, 0)]
)
def test_the_sets_kept_with_the_tests_are_whole(
    name: str, questions: int, unanswerable: int
) -> None:
    """They are read without a fault and ask of the sample article as the project ships it."""
    read = read_set(DATA / name)
    assert len(read.questions) == questions
    assert sum(not question.answerable for question in read.questions) == unanswerable
    shipped = SAMPLE
    assert (read.corpus / shipped.name).read_bytes() == shipped.read_bytes()
