"""A million passages: the cold question, the next one, what is found, and the memory it takes.

Yields rows of the report.
"""

import shutil
from collections.abc import Iterator
from statistics import median, quantiles

from qa.errors import UsageError
from qa.evaluation.bench.asking import FLOOR
from qa.evaluation.bench.context import QUESTION, SEED, Context, ask_command
from qa.evaluation.bench.processes import alternate, middle, peak, ratio, seconds
from qa.evaluation.bench.rows import Row, Unit, at_least, at_most

MOST_BYTES = 10_000_000_000
MOST_SECONDS = 20 * 60
_MOST_QUESTIONS = 200


def million(context: Context) -> Iterator[Row]:
    """Measure asking an index of as many passages as the scale says."""
    wanted = context.scale.million
    need = MOST_BYTES * wanted // 1_000_000
    if shutil.disk_usage(context.work).free < need:
        raise UsageError(
            f"{context.work} has less than {need / 1e9:.0f} GB left",
            path=str(context.work),
            remedy="name a folder on another disk with --work",
        )
    index = context.work / "index-million"
    # There are no files behind the generated articles, so there is no corpus to compare with.
    nowhere = context.work / "no-corpus"
    like, corpora = context.text_index, dict.fromkeys((context.text_corpus, context.corpus))
    context.log(f"writing an index of {wanted:,} passages")
    made, _ = context.inside("synthetic", like, index, wanted, SEED, *corpora)
    file = context.write_lines("million.txt", context.question_texts[:_MOST_QUESTIONS])
    context.log("asking it")
    runs = alternate(
        {"floor": FLOOR, "ask": ask_command(nowhere, index, QUESTION)}, context.scale.rounds
    )
    told, once = context.inside("answering", index, nowhere, file)
    context.log("comparing with exact search")
    found, _ = context.inside("recall", index, file, _MOST_QUESTIONS)
    name, what = "million", f"{made['passages']:,} passages"
    note = f"{made['sentences']:,} sentences"
    bar = at_most(MOST_SECONDS)
    yield Row(name, f"{what}: made in", made["seconds"], Unit.SECONDS, bar, note)
    size = made["bytes"] / 1e6
    yield Row(name, f"{what}: on disk", size, Unit.MEGABYTES, at_most(MOST_BYTES / 1e6))
    yield Row(name, f"{what}: cold `qa ask`", middle(runs["ask"], seconds), Unit.SECONDS)
    value = ratio(runs["ask"], runs["floor"], seconds)
    yield Row(name, f"{what}: cold `qa ask`, in floors", value, Unit.TIMES, at_most(3.0))
    times = told["whole_ms"]
    figure = f"{what}: one more question, median"
    yield Row(name, figure, median(times), Unit.MILLISECONDS, at_most(40))
    figure = f"{what}: one more question, 95th percentile"
    late = quantiles(times, n=20, method="inclusive")[-1]
    yield Row(name, figure, late, Unit.MILLISECONDS, at_most(100))
    for kind in ("passages", "sentences"):
        figure = f"{what}: recall@10 of the nearest {kind}"
        yield Row(name, figure, found[kind], Unit.SHARE, at_least(0.98))
    figure = f"{what}: peak resident memory"
    yield Row(name, figure, peak(once), Unit.MEGABYTES, at_most(1500))
