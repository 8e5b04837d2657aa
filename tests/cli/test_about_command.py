"""`qa about`: what it shows, what it says beside it, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qa.terminal.app import main
from tests.support.desk import Desk
from tests.support.terminal_driver import session

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

NAME = "putin-india-summit"

Built = tuple[Path, Path]


def run(built: Built, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command; return the exit code and what was written to both streams."""
    corpus, index = built
    code = main(["about", *arguments, "--corpus", str(corpus), "--index", str(index)])
    written = capsys.readouterr()
    return code, written.out, written.err


def test_one_article_needs_no_name(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """The first page of the sample fits a screen of 80 columns and 24 lines, with its prompt."""
    code, out, err = run(built, capsys)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == NAME
    assert lines[1].startswith("Russian President Vladimir Putin is set to arrive in India")
    assert sum("¶" in line for line in lines) == 5
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 23
    assert any(line.startswith("people  Vladimir Putin, Russian President") for line in lines)
    assert any(line.startswith("quoted  ") and "Rajan Kumar 5" in line for line in lines)


def test_every_place_in_json_is_exact(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """Of everything that has offsets."""
    code, out, _ = run(built, capsys, NAME, "--json")
    assert code == 0
    text = (built[0] / f"{NAME}.txt").read_bytes().decode()
    found = 0
    waiting: list[object] = [json.loads(out)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()
            if "char_start" in value:
                assert text[value["char_start"] : value["char_end"]] == value["text"]
                assert value["line"] == 1 + text.count("\n", 0, value["char_start"])
                found += 1
    assert found > 100


def test_a_part_of_a_name_chooses_a_speaker(
    built: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    """Harsh Pant is found by "Pant", and nobody else is shown."""
    code, out, err = run(built, capsys, NAME, "--by", "Pant")
    assert (code, err) == (0, "")
    assert out.startswith("Harsh Pant")
    assert "Kumar" not in out
    _, out, _ = run(built, capsys, NAME, "--by", "pant", "--json")
    about = json.loads(out)["about"]
    assert set(about) == {"article", "annotated", "quotes"}
    assert {quote["speaker"] for quote in about["quotes"]} == {"Harsh Pant"}


def test_nobody_of_that_name_is_quoted(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest name is told, and the exit code says that nothing was found."""
    code, out, err = run(built, capsys, NAME, "--by", "Pannt")
    assert (code, out.strip()) == (1, "")
    assert err == "qa: no 'Pannt' is quoted; did you mean 'Pant'?\n"
    code, _, err = run(built, capsys, NAME, "--by", "Xyzzyx")
    assert code == 1
    assert err.startswith("qa: no 'Xyzzyx' is quoted; quoted are Rajan Kumar, ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["putin-summit"], "qa: no article matches 'putin-summit'; did you mean 'putin-india-"),
        (["--only", "qoutes"], "qa: an article has no section 'qoutes'; did you mean 'quotes'?"),
        (["--only", "people", "--by", "Pant"], "qa: --by is of quotations, and --only people"),
        (["--sentences", "0"], "qa: invalid value for '--sentences': 0 is not in the range"),
        (["--format", "xml"], "qa: invalid value for '--format': 'xml' is not one of"),
        (["one", "two"], "qa: got unexpected extra argument"),
    ],
)
def test_a_wrong_command_line(
    arguments: list[str], message: str, built: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on standard error and exit code 2."""
    code, out, err = run(built, capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)


def test_the_length_of_a_summary(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    """As many sentences as asked for, each in its line of CSV."""
    for count in (1, 3, 12):
        _, out, _ = run(
            built, capsys, "--only", "summary", "--sentences", str(count), "--format", "csv"
        )
        assert len(out.splitlines()) == count + 1


def test_several_articles(indexed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with what it says; a glob chooses some."""
    places = (indexed.corpus, indexed.index)
    code, out, _ = run(places, capsys)
    assert (code, out.splitlines()[0]) == (0, "3 articles")
    assert "travel/trains\n    The night train to Vienna leaves at nine.  ¶ 1 · line 1\n" in out
    _, out, _ = run(places, capsys, "weather/*", "--only", "summary")
    assert out == (
        "Heavy rain flooded the old harbour.  ¶ 1 · line 1\n"
        "Fishermen lost their nets and three boats.  ¶ 2 · line 3\n"
    )


def test_an_index_without_annotations(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Summary and outline are there; a line says how to get the rest."""
    desk.write("a.txt", "The night train to Vienna leaves Port Vale at nine in the evening.\n")
    desk.rebuild(annotations=False)
    places = (desk.corpus, desk.index)
    notice = (
        "qa: the article is not annotated: no people, quotations, places, dates and numbers;"
        " `qa rebuild --annotations` brings them\n"
    )
    code, out, err = run(places, capsys)
    assert (code, err) == (0, notice)
    assert "The night train to Vienna" in out
    code, out, err = run(places, capsys, "--only", "summary")
    assert (code, err) == (0, "")
    code, out, err = run(places, capsys, "--only", "people", "--json")
    assert (code, err) == (1, notice)
    assert json.loads(out)["about"]["people"] == []


def test_a_changed_article_is_told(indexed: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """What is shown is the article as it was indexed."""
    indexed.write("dogs.txt", "Cats sleep.")
    _, _, err = run((indexed.corpus, indexed.index), capsys, "dogs", "--only", "summary")
    assert err == "qa: the articles have changed since the index was built; run qa rebuild\n"


def test_no_index_and_no_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names both; the exit code is that of an index."""
    code, out, err = run((tmp_path / "corpus", tmp_path / "index"), capsys)
    assert (code, out) == (3, "")
    assert "and no corpus folder" in err


def test_on_a_terminal_it_has_colours(built: Built) -> None:
    """The title is bold, what is beside it grey; a timeline has its line."""
    with session(*built, "about", "--only", "timeline", columns=80) as terminal:
        assert terminal.exit_code() == 0
        assert " 1947 ● " in terminal.lines[0]
        assert terminal.styles("1947")[0].fg == "cyan"


def test_it_loads_no_model(built: Built) -> None:
    """Neither the encoder's runtime nor anything that annotates."""
    corpus, index = built
    program = (
        "import sys; from qa.terminal.app import main;"
        f"main(['about', '--corpus', {str(corpus)!r}, '--index', {str(index)!r}]);"
        "heavy = {'onnxruntime', 'torch', 'spacy', 'transformers', 'tokenizers'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"
