"""The benchmark measures what it says: whole processes, their own memory, the right ratios."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qa.errors import CorpusEmptyError, QAError
from qa.evaluation.bench import build_speed, machine
from qa.evaluation.bench.__main__ import MEASUREMENTS, main
from qa.evaluation.bench.build_speed import SHAPES, bounds, make_article
from qa.evaluation.bench.processes import (
    ProcessRun,
    alternate,
    environment,
    median_of,
    peak,
    python_command,
    ratio,
    run_process,
    seconds,
)
from qa.evaluation.bench.result_rows import (
    BarResult,
    ResultRow,
    Unit,
    at_least,
    at_most,
    results_table,
)
from qa.evaluation.bench.sample_texts import (
    made_questions,
    read_sample_texts,
    remixed,
    write_articles,
)
from qa.evaluation.bench.setup import BenchmarkSetup, Scale
from tests.support.paths import CORPUS, DATA

TINY = Scale(rounds=1, slow_rounds=1, questions=4, passages=8, articles=2, million=30, keys=4)


def test_a_value_on_its_bar_keeps_it() -> None:
    """Either kind of bar holds at its limit; without bar or value there is no verdict."""

    def bar_result(value: float | None, *bars: object) -> BarResult:
        return ResultRow("m", "f", value, Unit.TIMES, *bars).verdict  # type: ignore[arg-type]

    assert [bar_result(v, at_most(2.0)) for v in (1.9, 2.0, 2.1)] == ["kept", "kept", "missed"]
    assert [bar_result(v, at_least(2.0)) for v in (1.9, 2.0, 2.1)] == ["missed", "kept", "kept"]
    assert bar_result(None, at_most(2.0)) is BarResult.NONE
    assert bar_result(1.0) is BarResult.NONE


def test_the_table_is_aligned_plain_text() -> None:
    """Columns as wide as their widest cell, values to the right, a note at the end of its line."""
    rows = [
        ResultRow("m", "cold", 1.234, Unit.TIMES, at_most(2)),
        ResultRow("m", "size on disk", 12345.6, Unit.MEGABYTES),
        ResultRow("m", "lost", None, Unit.SHARE, at_most(0.003), "needs --questions"),
    ]
    assert results_table(rows).splitlines() == [
        "figure               value  bar             verdict",
        "------------  ------------  --------------  -------",
        "cold                1.23 ×  at most 2.00 ×  kept",
        "size on disk     12,346 MB                  –",
        "lost          not measured  at most 0.0030  –        needs --questions",
    ]


def test_a_row_is_an_object_of_plain_values() -> None:
    """What JSON gets."""
    row = ResultRow("million", "recall", 0.99, Unit.SHARE, at_least(0.98), "a note")
    assert json.loads(json.dumps(row.to_json())) == {
        "measurement": "million",
        "figure": "recall",
        "value": 0.99,
        "unit": "share",
        "bar": {"limit": 0.98, "side": "least"},
        "verdict": "kept",
        "note": "a note",
    }


def test_a_process_is_measured_with_its_own_memory() -> None:
    """A hundred megabytes that it fills count; its output comes back."""
    small = run_process(python_command("-c", "print('zoë')"))
    large = run_process(python_command("-c", "x = bytearray(b'x') * 100_000_000"))
    assert small.output == "zoë\n"
    assert small.seconds > 0
    assert 100 < peak(large) < peak(small) + 150


def test_a_process_that_fails_is_an_error_with_its_last_line() -> None:
    """Exit codes that are accepted are none."""
    with pytest.raises(QAError, match=r"ended with 3: at last$"):
        run_process(
            python_command("-c", "import sys; sys.stderr.write('first\\nat last\\n'); sys.exit(3)")
        )
    accepted = run_process(
        python_command("-c", "import sys; print('x'); sys.exit(3)", accepted=(0, 3))
    )
    assert accepted.output == "x\n"


def test_processes_take_turns_and_the_first_round_does_not_count(tmp_path: Path) -> None:
    """One uncounted round, then as many as asked for, each command once a round."""
    log = tmp_path / "log"

    def note(name: str) -> str:
        return f"open({str(log)!r}, 'a').write({name!r})"

    runs = alternate(
        {"a": python_command("-c", note("a")), "b": python_command("-c", note("b"))}, 2
    )
    assert log.read_text(encoding="utf-8") == "ababab"
    assert {name: len(found) for name, found in runs.items()} == {"a": 2, "b": 2}


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    """Rounds 2/1, 9/3 and 8/2 give 3, although the medians' ratio is 4."""
    ours = [ProcessRun(2, 1, ""), ProcessRun(9, 1, ""), ProcessRun(8, 1, "")]
    base = [ProcessRun(1, 1, ""), ProcessRun(3, 1, ""), ProcessRun(2, 1, "")]
    assert ratio(ours, base, seconds) == 3
    assert median_of(ours, seconds) / median_of(base, seconds) == 4


def test_processes_find_the_package_and_no_model_hub() -> None:
    """Wherever they are started, they run this checkout and stay offline."""
    code = "import os, qa; print(qa.__file__); print(os.environ['HF_HUB_OFFLINE'])"
    import qa

    assert run_process(python_command("-c", code)).output.splitlines() == [qa.__file__, "1"]
    assert environment()["PYTHONPATH"].startswith(str(Path(qa.__file__).parents[1]))


def test_the_driver_imports_nothing_heavy() -> None:
    """On Linux a process starts with its parent's peak memory on its account."""
    code = "import sys, qa.evaluation.bench.__main__; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    heavy = {"numpy", "faiss", "torch", "onnxruntime", "sentence_transformers", "tantivy", "scipy"}
    assert heavy.isdisjoint(done.stdout.split())


def test_the_plain_script_imports_nothing_of_ours() -> None:
    """It is what one would write without this project."""
    text = (Path(machine.__file__).parent / "plain_script.py").read_text(encoding="utf-8")
    imports = [line for line in text.splitlines() if line.startswith(("import ", "from "))]
    assert imports
    assert not [line for line in imports if "qa" in line.split()[1].split(".")]


def test_samples_are_real_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """Every remixed sentence stands in an article; another seed gives other paragraphs."""
    samples = read_sample_texts([CORPUS])
    text = (CORPUS / "putin-india-summit.txt").read_text(encoding="utf-8")
    assert len(samples.paragraphs) > 30
    assert all(sentence in text for sentence in samples.sentences)
    first = next(remixed(samples, 1, least=2, most=2))
    assert first == next(remixed(samples, 1, least=2, most=2))
    assert first != next(remixed(samples, 2, least=2, most=2))
    pairs = {f"{a} {b}" for a in samples.sentences for b in samples.sentences}
    assert first in pairs
    questions = made_questions(samples, 3, 7)
    assert list(questions) == list(made_questions(samples, 3, 7))
    for question in questions:
        words = question.removeprefix("What about ").removesuffix("?")
        assert words in " ".join(text.split())
    files = write_articles(tmp_path, samples, 101, 5)
    assert [str(f.relative_to(tmp_path)) for f in files[99:]] == ["000/00099.txt", "001/00100.txt"]
    assert len(files[0].read_text(encoding="utf-8").splitlines()) == 3


def test_without_text_there_are_no_samples(tmp_path: Path) -> None:
    """An empty folder is named."""
    with pytest.raises(CorpusEmptyError, match=str(tmp_path)):
        read_sample_texts([tmp_path])


def test_questions_come_from_the_set_if_there_is_one(tmp_path: Path) -> None:
    """Its first ones, each on one line of the file."""
    setup = BenchmarkSetup(tmp_path, CORPUS, DATA / "article_dev", TINY, lambda _: None)
    assert setup.question_texts[0] == "When does Putin get to India?"
    assert len(setup.question_file.read_text(encoding="utf-8").splitlines()) == 4
    assert setup.text_corpus.parent.name == "article_dev"
    alone = BenchmarkSetup(tmp_path, CORPUS, None, TINY, lambda _: None)
    assert len(alone.question_texts) == 4
    assert alone.text_corpus == CORPUS


def test_the_machine_is_described_in_words() -> None:
    """Cores and Python are always named, and the libraries' versions."""
    assert " cores" in machine.describe()
    assert sys.version.split()[0] in machine.describe()
    assert set(machine.libraries()) == set(machine.LIBRARIES)
    assert machine.libraries()["numpy"][0].isdigit()


def test_a_busy_machine_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """More work than half the cores can do makes figures worthless."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("os.getloadavg", lambda: (1.0, 9, 9))
    assert machine.busy() is None
    monkeypatch.setattr("os.getloadavg", lambda: (1.26, 0, 0))
    assert "load 1.3 on 2 cores" in (machine.busy() or "")


@pytest.mark.parametrize("wrong", [["--only", "nothing"], ["--work", "/nowhere/at/all"]])
def test_a_wrong_command_line_ends_with_2(wrong: list[str]) -> None:
    """As for every other command."""
    with pytest.raises(SystemExit) as caught:
        main(wrong)
    assert caught.value.code == 2


def test_an_error_is_one_line_and_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A corpus without text cannot be measured with; nothing is left behind."""
    work, corpus = tmp_path / "work", tmp_path / "corpus"
    work.mkdir()
    corpus.mkdir()
    code = main(["--quick", "--only", "rebuilding", "--corpus", str(corpus), "--work", str(work)])
    assert code == CorpusEmptyError.code
    assert capsys.readouterr().err.startswith("bench: ")
    assert list(work.iterdir()) == []


def test_a_large_index_is_measured_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the real encoder and the real commands, at the smallest of scales."""
    monkeypatch.setattr("qa.evaluation.bench.__main__.QUICK", TINY)
    file = tmp_path / "figures.json"
    only = ["--only", "following", "--only", "about", "--only", "million"]
    places = ["--corpus", str(CORPUS), "--work", str(tmp_path), "--json", str(file)]
    assert main(["--quick", *only, *places]) == 0
    report = json.loads(file.read_text(encoding="utf-8"))
    figures = {row["figure"]: row for row in report["rows"]}
    assert figures["one more question, median"]["bar"] == {"limit": 12, "side": "most"}
    assert figures["cold `qa about`, in floors"]["bar"] == {"limit": 2.0, "side": "most"}
    for kind in ("passages", "sentences"):
        assert figures[f"50 passages: recall@10 of the nearest {kind}"]["value"] == 1.0
    assert all(row["value"] > 0 for row in report["rows"] if "beyond" not in row["figure"])
    assert report["command"].startswith("python -m qa.evaluation.bench --quick --only following")
    out = capsys.readouterr().out
    assert "50 passages: cold `qa ask`, in floors" in out
    assert "note: everything at a small scale" in out
    assert [entry.name for entry in tmp_path.iterdir()] == ["figures.json"]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_keys_are_typed_in_a_real_session_while_it_rebuilds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each key is waited for; the slowest is no quicker than the others."""
    monkeypatch.setattr("qa.evaluation.bench.__main__.QUICK", TINY)
    file = tmp_path / "figures.json"
    places = ["--corpus", str(CORPUS), "--work", str(tmp_path), "--json", str(file)]
    assert main(["--quick", "--only", "typing", *places]) == 0
    rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
    figures = {row["figure"].removeprefix("a key's echo during a rebuild: "): row for row in rows}
    assert list(figures) == ["a key's echo: median", "median", "95th percentile", "the slowest"]
    values = [row["value"] for row in rows]
    assert 0 < values[1] <= values[2] <= values[3]
    assert figures["median"]["note"] == "4 keys"
    assert figures["95th percentile"]["bar"] == {"limit": 50, "side": "most"}
    assert "the slowest" in capsys.readouterr().out


def test_every_measurement_can_be_asked_for_by_name() -> None:
    """The names that `--only` takes."""
    expected = [
        "cold",
        "following",
        "batch",
        "about",
        "encoding",
        "rebuilding",
        "annotating",
        "million",
        "typing",
        "bounds",
    ]
    assert list(MEASUREMENTS) == expected


def test_the_cost_of_an_article_is_measured_by_its_size(tmp_path: Path) -> None:
    """A row for each size of each kind, one for the growth, one for the memory."""
    scale = replace(TINY, megabytes=(0.01, 0.02))
    setup = BenchmarkSetup(tmp_path, CORPUS, None, scale, lambda _: None)
    rows = list(bounds(setup))
    assert len(rows) == 4 * len(SHAPES)
    assert [row.figure for row in rows[:4]] == [
        "one line of prose, 0.01 MB: time for a MB",
        "one line of prose, 0.02 MB: time for a MB",
        "one line of prose: growth of that",
        "one line of prose: peak memory for a MB",
    ]
    assert all(
        row.value is not None and row.value > 0
        for row in rows
        if "growth" not in row.figure and "memory" not in row.figure
    )
    for shape in SHAPES:
        assert 9_500 < len(make_article(shape, 0.01).encode()) < 10_100


def test_annotating_is_measured_alone_and_in_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of real articles, builds with and without, and what grows with an article."""
    monkeypatch.setattr(build_speed, "_PARSED_SIZES", (0.01, 0.02))
    setup = BenchmarkSetup(tmp_path, CORPUS, None, TINY, lambda _: None)
    rows = list(build_speed.annotating(setup))
    assert [row.figure for row in rows[:6]] == [
        "words annotated",
        "building, times without",
        "building, processor, times without",
        "one line of prose: annotating, time for a MB",
        "one line of prose: annotating, growth of that",
        "one line of prose: annotating, peak memory",
    ]
    assert len(rows) == 9
    assert all(row.value is not None and row.value > 0 for row in rows)
    assert rows[0].note.endswith(" words")
