"""Asking: from a cold shell, once more in the same process, and a batch.

Each function yields rows of the report.
"""

import json
from collections.abc import Iterator
from statistics import median

from qa.evaluation.bench.context import PLAIN, QUESTION, Context, ask_command
from qa.evaluation.bench.processes import (
    alternate,
    middle,
    peak,
    python,
    ratio,
    seconds,
)
from qa.evaluation.bench.rows import Row, Unit, at_least, at_most

# What asking cannot do without: to import it is the least that a question can cost.
FLOOR = python("-c", "import numpy, faiss, onnxruntime")


def cold(context: Context) -> Iterator[Row]:
    """Compare one question from a cold shell with the floor and with the plain script."""
    ask = ask_command(context.corpus, context.sample_index, QUESTION)
    plain = python(str(PLAIN), "ask", str(context.sample_plain), QUESTION)
    context.log("asking from a cold shell")
    read = ask_command(context.corpus, context.read_index, QUESTION)
    quick = alternate({"floor": FLOOR, "ask": ask, "read": read}, context.scale.rounds)
    slow = alternate({"ask": ask, "plain": plain}, context.scale.slow_rounds)
    name = "cold"
    yield Row(name, "the floor: its imports alone", middle(quick["floor"], seconds), Unit.SECONDS)
    yield Row(name, "cold `qa ask`", middle(quick["ask"], seconds), Unit.SECONDS)
    yield Row(name, "the plain script, cold", middle(slow["plain"], seconds), Unit.SECONDS)
    value = ratio(quick["ask"], quick["floor"], seconds)
    yield Row(name, "cold `qa ask`, in floors", value, Unit.TIMES, at_most(2.0))
    yield Row(name, "cold `qa ask` with the reader", middle(quick["read"], seconds), Unit.SECONDS)
    value = ratio(quick["read"], quick["floor"], seconds)
    yield Row(name, "cold `qa ask` with the reader, in floors", value, Unit.TIMES, at_most(2.5))
    value = ratio(slow["plain"], slow["ask"], seconds)
    yield Row(name, "the plain script, in cold `qa ask`s", value, Unit.TIMES, at_least(15.0))
    yield Row(name, "cold `qa ask`: peak memory", middle(quick["ask"], peak), Unit.MEGABYTES)
    yield Row(name, "the plain script: peak memory", middle(slow["plain"], peak), Unit.MEGABYTES)
    value = ratio(slow["ask"], slow["plain"], peak)
    figure = "peak memory of cold `qa ask`, in the plain script's"
    yield Row(name, figure, value, Unit.TIMES, at_most(0.25))


def following(context: Context) -> Iterator[Row]:
    """Measure one more question in a process that has answered one."""
    context.log("asking one question after the other")
    told, _ = context.inside(
        "following", context.text_index, context.text_corpus, context.question_file
    )
    name = "following"
    beyond, whole = median(told["beyond_ms"]), median(told["whole_ms"])
    figure = "one more question, median"
    yield Row(name, figure, whole, Unit.MILLISECONDS, at_most(12))
    figure = "one more question beyond encoding, median"
    yield Row(name, figure, beyond, Unit.MILLISECONDS, at_most(5))
    told, _ = context.inside(
        "following", context.read_index, context.corpus, context.sample_questions
    )
    figure = "one more question of the sample, with the reader, median"
    yield Row(name, figure, median(told["whole_ms"]), Unit.MILLISECONDS, at_most(40))


def batch(context: Context) -> Iterator[Row]:
    """Compare a batch of questions with the plain script's, with loading and without."""
    count = len(context.question_texts)
    file = str(context.question_file)
    ask = ask_command(context.text_corpus, context.text_index, "--batch", file)
    plain = python(str(PLAIN), "batch", str(context.text_plain), file)
    inside = ("batch", context.text_index, context.text_corpus, file)
    context.log(f"asking {count} questions in a batch")
    ours: list[float] = []
    for _ in range(context.scale.slow_rounds):
        told, _ = context.inside(*inside)
        ours.append(count / told["seconds"])
    runs = alternate({"ask": ask, "plain": plain}, context.scale.slow_rounds)
    theirs = [count / json.loads(r.output.splitlines()[-1])["seconds"] for r in runs["plain"]]
    name = "batch"
    figure = f"{count} questions, `qa ask --batch` from start to end"
    yield Row(name, figure, count / middle(runs["ask"], seconds), Unit.PER_SECOND)
    figure = f"{count} questions, the plain script from start to end"
    yield Row(name, figure, count / middle(runs["plain"], seconds), Unit.PER_SECOND)
    value = ratio(runs["plain"], runs["ask"], seconds)
    yield Row(name, "batch, times the plain script", value, Unit.TIMES, at_least(2.0))
    figure = f"{count} questions, ours once loaded"
    yield Row(name, figure, median(ours), Unit.PER_SECOND)
    figure = f"{count} questions, the plain script once loaded"
    yield Row(name, figure, median(theirs), Unit.PER_SECOND)
    value = median(ours) / median(theirs)
    yield Row(name, "batch once loaded, times the plain script", value, Unit.TIMES, at_least(2.0))
