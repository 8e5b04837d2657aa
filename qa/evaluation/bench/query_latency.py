"""Asking: from a cold shell, once more in the same process, and a batch; an article as a whole.

Each function yields rows of the report.
"""

import json
from collections.abc import Iterator
from statistics import median

from qa.evaluation.bench.processes import (
    alternate,
    median_of,
    peak,
    python_command,
    ratio,
    seconds,
)
from qa.evaluation.bench.result_rows import ResultRow, Unit, at_least, at_most
from qa.evaluation.bench.setup import (
    PLAIN,
    QUESTION,
    BenchmarkSetup,
    about_command,
    ask_command,
)

# What asking cannot do without: to import it is the least that a question can cost.
FLOOR = python_command("-c", "import numpy, faiss, onnxruntime")


def cold(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Compare one question from a cold shell with the floor and with the plain script."""
    ask = ask_command(setup.corpus, setup.sample_index, QUESTION)
    plain = python_command(str(PLAIN), "ask", str(setup.sample_plain), QUESTION)
    setup.log("asking from a cold shell")
    read = ask_command(setup.corpus, setup.read_index, QUESTION)
    quick = alternate({"floor": FLOOR, "ask": ask, "read": read}, setup.scale.rounds)
    slow = alternate({"ask": ask, "plain": plain}, setup.scale.slow_rounds)
    name = "cold"
    yield ResultRow(
        name, "the floor: its imports alone", median_of(quick["floor"], seconds), Unit.SECONDS
    )
    yield ResultRow(name, "cold `qa ask`", median_of(quick["ask"], seconds), Unit.SECONDS)
    yield ResultRow(name, "the plain script, cold", median_of(slow["plain"], seconds), Unit.SECONDS)
    value = ratio(quick["ask"], quick["floor"], seconds)
    yield ResultRow(name, "cold `qa ask`, in floors", value, Unit.TIMES, at_most(2.0))
    yield ResultRow(
        name, "cold `qa ask` with the reader", median_of(quick["read"], seconds), Unit.SECONDS
    )
    value = ratio(quick["read"], quick["floor"], seconds)
    yield ResultRow(
        name, "cold `qa ask` with the reader, in floors", value, Unit.TIMES, at_most(2.5)
    )
    value = ratio(slow["plain"], slow["ask"], seconds)
    yield ResultRow(name, "the plain script, in cold `qa ask`s", value, Unit.TIMES, at_least(15.0))
    yield ResultRow(
        name, "cold `qa ask`: peak memory", median_of(quick["ask"], peak), Unit.MEGABYTES
    )
    yield ResultRow(
        name, "the plain script: peak memory", median_of(slow["plain"], peak), Unit.MEGABYTES
    )
    value = ratio(slow["ask"], slow["plain"], peak)
    figure = "peak memory of cold `qa ask`, in the plain script's"
    yield ResultRow(name, figure, value, Unit.TIMES, at_most(0.25))


def following(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Measure one more question in a process that has answered one."""
    setup.log("asking one question after the other")
    figures, _ = setup.measure_in_process(
        "following", setup.text_index, setup.text_corpus, setup.question_file
    )
    name = "following"
    beyond, whole = median(figures["beyond_ms"]), median(figures["whole_ms"])
    figure = "one more question, median"
    yield ResultRow(name, figure, whole, Unit.MILLISECONDS, at_most(12))
    figure = "one more question beyond encoding, median"
    yield ResultRow(name, figure, beyond, Unit.MILLISECONDS, at_most(5))
    figures, _ = setup.measure_in_process(
        "following", setup.read_index, setup.corpus, setup.sample_questions
    )
    figure = "one more question of the sample, with the reader, median"
    yield ResultRow(name, figure, median(figures["whole_ms"]), Unit.MILLISECONDS, at_most(25))


def batch(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Compare a batch of questions with the plain script's, with loading and without."""
    count = len(setup.question_texts)
    file = str(setup.question_file)
    ask = ask_command(setup.text_corpus, setup.text_index, "--batch", file)
    plain = python_command(str(PLAIN), "batch", str(setup.text_plain), file)
    inside = ("batch", setup.text_index, setup.text_corpus, file)
    setup.log(f"asking {count} questions in a batch")
    ours: list[float] = []
    for _ in range(setup.scale.slow_rounds):
        figures, _ = setup.measure_in_process(*inside)
        ours.append(count / figures["seconds"])
    runs = alternate({"ask": ask, "plain": plain}, setup.scale.slow_rounds)
    theirs = [count / json.loads(r.output.splitlines()[-1])["seconds"] for r in runs["plain"]]
    name = "batch"
    figure = f"{count} questions, `qa ask --batch` from start to end"
    yield ResultRow(name, figure, count / median_of(runs["ask"], seconds), Unit.PER_SECOND)
    figure = f"{count} questions, the plain script from start to end"
    yield ResultRow(name, figure, count / median_of(runs["plain"], seconds), Unit.PER_SECOND)
    value = ratio(runs["plain"], runs["ask"], seconds)
    yield ResultRow(name, "batch, times the plain script", value, Unit.TIMES, at_least(2.0))
    figure = f"{count} questions, ours once loaded"
    yield ResultRow(name, figure, median(ours), Unit.PER_SECOND)
    figure = f"{count} questions, the plain script once loaded"
    yield ResultRow(name, figure, median(theirs), Unit.PER_SECOND)
    value = median(ours) / median(theirs)
    yield ResultRow(
        name, "batch once loaded, times the plain script", value, Unit.TIMES, at_least(2.0)
    )
    read: list[float] = []
    for _ in range(setup.scale.slow_rounds):
        figures, _ = setup.measure_in_process(
            "batch", setup.text_read_index, setup.text_corpus, file
        )
        read.append(count / figures["seconds"])
    figure = f"{count} questions with the reader, once loaded"
    yield ResultRow(name, figure, median(read), Unit.PER_SECOND, at_least(50))


def about(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Measure `qa about` of the sample article from a cold shell, and once more in a process."""
    command = about_command(setup.corpus, setup.read_index)
    setup.log("looking at the article as a whole")
    runs = alternate({"floor": FLOOR, "about": command}, setup.scale.rounds)
    name = "about"
    yield ResultRow(name, "cold `qa about`", median_of(runs["about"], seconds), Unit.SECONDS)
    value = ratio(runs["about"], runs["floor"], seconds)
    yield ResultRow(name, "cold `qa about`, in floors", value, Unit.TIMES, at_most(2.0))
    figures, _ = setup.measure_in_process(
        "overview", setup.read_index, setup.corpus, setup.scale.questions
    )
    figure = "an article as a whole once loaded, median"
    value = median(figures["whole_ms"])
    yield ResultRow(name, figure, value, Unit.MILLISECONDS, at_most(10))
