"""A million passages: the cold question, the next one, what is found, and the memory it takes.

Yields rows of the report.
"""

import shutil
from collections.abc import Iterator
from statistics import median, quantiles

from qa.errors import UsageError
from qa.evaluation.bench.processes import alternate, median_of, peak, ratio, seconds
from qa.evaluation.bench.query_latency import FLOOR
from qa.evaluation.bench.result_rows import ResultRow, Unit, at_least, at_most
from qa.evaluation.bench.setup import QUESTION, SEED, BenchmarkSetup, ask_command

MOST_BYTES = 10_000_000_000
MOST_SECONDS = 20 * 60
_MOST_QUESTIONS = 200


def million(setup: BenchmarkSetup) -> Iterator[ResultRow]:
    """Measure asking an index of as many passages as the scale says."""
    wanted = setup.scale.million
    need = MOST_BYTES * wanted // 1_000_000
    if shutil.disk_usage(setup.work).free < need:
        raise UsageError(
            f"{setup.work} has less than {need / 1e9:.0f} GB left",
            path=str(setup.work),
            remedy="name a folder on another disk with --work",
        )
    index = setup.work / "index-million"
    # There are no files behind the generated articles, so there is no corpus to compare with.
    nowhere = setup.work / "no-corpus"
    like, corpora = setup.text_index, dict.fromkeys((setup.text_corpus, setup.corpus))
    setup.log(f"writing an index of {wanted:,} passages")
    made, _ = setup.measure_in_process("synthetic", like, index, wanted, SEED, *corpora)
    file = setup.write_lines("million.txt", setup.question_texts[:_MOST_QUESTIONS])
    setup.log("asking it")
    runs = alternate(
        {"floor": FLOOR, "ask": ask_command(nowhere, index, QUESTION)}, setup.scale.rounds
    )
    figures, once = setup.measure_in_process("answering", index, nowhere, file)
    setup.log("comparing with exact search")
    found, _ = setup.measure_in_process("recall", index, file, _MOST_QUESTIONS)
    name, what = "million", f"{made['passages']:,} passages"
    note = f"{made['sentences']:,} sentences"
    bar = at_most(MOST_SECONDS)
    yield ResultRow(name, f"{what}: made in", made["seconds"], Unit.SECONDS, bar, note)
    size = made["bytes"] / 1e6
    yield ResultRow(name, f"{what}: on disk", size, Unit.MEGABYTES, at_most(MOST_BYTES / 1e6))
    yield ResultRow(name, f"{what}: cold `qa ask`", median_of(runs["ask"], seconds), Unit.SECONDS)
    value = ratio(runs["ask"], runs["floor"], seconds)
    yield ResultRow(name, f"{what}: cold `qa ask`, in floors", value, Unit.TIMES, at_most(3.0))
    times = figures["whole_ms"]
    figure = f"{what}: one more question, median"
    yield ResultRow(name, figure, median(times), Unit.MILLISECONDS, at_most(40))
    figure = f"{what}: one more question, 95th percentile"
    late = quantiles(times, n=20, method="inclusive")[-1]
    yield ResultRow(name, figure, late, Unit.MILLISECONDS, at_most(100))
    for kind in ("passages", "sentences"):
        figure = f"{what}: recall@10 of the nearest {kind}"
        yield ResultRow(name, figure, found[kind], Unit.SHARE, at_least(0.98))
    figure = f"{what}: peak resident memory"
    yield ResultRow(name, figure, peak(once), Unit.MEGABYTES, at_most(1500))
